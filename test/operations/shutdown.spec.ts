import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { verifyLog } from '../../src/access/log/verify-log';
import { useDatabase } from '../kit/database';
import { person } from '../kit/people';
import { startHubProcess } from './hub-process';

const CLIENTS = 24;
const READ = 'query ($id: ID!) { person(id: $id) { identity { familyName } } }';
const WRITE = 'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }';

describe('SIGTERM with requests in flight', () => {
  const database = useDatabase();

  it('loses nothing: what was taken is answered, and what was answered is kept and logged', async () => {
    const known = await person(database)
      .with('Identity', { by: 'city', values: { familyName: 'Beispiel' } })
      .create();
    const hub = await startHubProcess(database, { LOG_LEVEL: 'silent' });
    const owner = new Client({ connectionString: database.ownerUrl });
    owner.on('error', () => undefined);
    await owner.connect();
    expect((await hub.ask('city-counsellor', null, READ, { id: known.id })).status).toBe(200);

    // Requests wait inside the database when the signal comes.
    await owner.query('begin');
    await owner.query('lock table core.identity in access exclusive mode');
    const reads = Array.from({ length: CLIENTS }, () => hub.ask('city-counsellor', null, READ, { id: known.id }));
    const writes = Array.from({ length: CLIENTS }, (_, index) =>
      hub.ask('city-case-manager', null, WRITE, {
        input: { fileNumber: `S-${index}`, givenName: 'Ana', familyName: 'Beispiel', birthDate: '1990-01-01' },
      }),
    );
    await sleep(500);
    const exit = hub.end('SIGTERM');
    await sleep(500);
    await expect(fetch(new URL('/livez', hub.url))).rejects.toThrow();
    await owner.query('rollback');

    for (const answer of await Promise.all(reads)) {
      expect(answer).toMatchObject({
        status: 200,
        errors: [],
        data: { person: { identity: { familyName: 'Beispiel' } } },
      });
    }
    const ids = (await Promise.all(writes)).map(
      ({ data }) => (data as { registerPerson: { id: string } }).registerPerson.id,
    );
    expect(await exit).toBe(0);

    const settings = { institution: 'city', role: 'counsellor' };
    const kept = await database.asApp<{ person_id: string }>(
      settings,
      `select person_id from core.person_link where file_number like 'S-%'`,
    );
    expect(new Set(kept.map(({ person_id: id }) => id))).toEqual(new Set(ids));
    const { rows } = await owner.query<{ reads: number; entries: number }>(
      `select (count(*) filter (where event = 'READ' and person_id = $1))::int as reads, count(*)::int as entries from core.access_entry`,
      [known.id],
    );
    expect(rows[0]!.reads).toBe(CLIENTS + 1);
    // What other databases of the server held back, the next replica seals.
    expect(await verifyLog(owner)).toMatchObject({ intact: true });
    await owner.end();
  }, 60_000);
});
