import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { takeBackup } from '../../src/hub/backup/take-backup.store';
import { useDatabase } from '../kit/database';
import { runCommand } from './run-command';

describe('an installation in production, to which no issuers are told', () => {
  const database = useDatabase();
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'geleit-doctor-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const run = (...args: string[]) =>
    runCommand(args, { NODE_ENV: 'production', DATABASE_URL: database.ownerUrl, GELEIT_DATA_DIR: directory });
  const warnings = async () => {
    const { code, output } = await run('doctor');
    expect([code, output]).toEqual([0, expect.not.stringContaining('FAILED')]);
    return output.split('\n').filter((line) => line.startsWith('WARNING'));
  };

  it('is migrated all the same', async () => {
    expect(await run('migrate')).toMatchObject({ code: 0, errors: '' });
  });

  it('is examined all the same, and what was not examined is named', async () => {
    expect((await run('doctor')).output).toMatch(/^ok +keys: OIDC_ISSUERS is not set here/m);
  });

  it('is warned of a backup that is missing or too old, and no longer once one is taken', async () => {
    expect(await warnings()).toEqual([expect.stringMatching(/No backup was taken yet\. Run "geleit backup/)]);
    await takeBackup({ ownerUrl: database.ownerUrl, folder: join(directory, 'monday'), geleit: 'test' });
    expect(await warnings()).toEqual([]);
    await database.asOwner(`update core.backup_taken set taken_at = now() - interval '3 days 1 hour'`);
    expect(await warnings()).toEqual([expect.stringMatching(/The last backup was taken 3 days ago\. Run/)]);
  });
});
