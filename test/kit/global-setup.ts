import 'reflect-metadata';
import { mkdtemp, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres';
import { givenDatabaseUrl, passOnOwnerUrl } from './environment';
import { createTemplate } from './template';
import { keepForTeardown } from './run';

/** Nothing of a test run has to survive a power cut, so nothing is waited for. */
const FAST = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: 200 };

/** Starts one PostgreSQL for the whole run and migrates one database, from which the specs get their copies. */
export default async function setUp(): Promise<void> {
  const given = givenDatabaseUrl();
  if (given) {
    passOnOwnerUrl(given);
  } else {
    const dataDir = await mkdtemp(join(tmpdir(), 'geleit-test-'));
    // PostgreSQL runs under another account where the tests run as root.
    await chmod(dataDir, 0o711);
    const postgres = await startEmbeddedPostgres({ dataDir, settings: FAST });
    keepForTeardown({ postgres, dataDir });
    passOnOwnerUrl(postgres.ownerUrl);
  }
  await createTemplate();
}
