import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { useDatabase } from '../kit/database';
import { staff } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { startTestHub, type RunningTestHub } from './running-hub';

const READ = 'query ($id: ID!) { person(id: $id) { identity { familyName } } }';
const REQUESTS = 300;

describe('when every connection of the pool is busy', () => {
  const database = useDatabase();
  let hub: RunningTestHub;
  let known: TestPerson;
  let owner: Client;

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl, poolSize: 2 });
    known = await person(database).with('Identity', { by: 'city' }).create();
    owner = new Client({ connectionString: database.ownerUrl });
    // The database is dropped with whoever is still connected.
    owner.on('error', () => undefined);
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await hub.stop();
  });

  const read = async () => {
    const start = performance.now();
    const answer = await hub.ask(staff('city'), null, READ, { id: known.id });
    return { ...answer, milliseconds: performance.now() - start };
  };

  it('requests are refused within seconds with 503 and Retry-After, however many wait, and served again at once', async () => {
    await owner.query('begin');
    await owner.query('lock table core.identity in access exclusive mode');
    const answers = await Promise.all(Array.from({ length: REQUESTS }, read));
    await owner.query('rollback');
    for (const { status, codes, headers, text } of answers) {
      expect([status, codes, headers['retry-after']]).toStrictEqual([503, ['UNAVAILABLE'], '2']);
      expect(text).not.toContain('"data"');
    }
    // Five seconds for a connection, five for the lock.
    expect(Math.max(...answers.map(({ milliseconds }) => milliseconds))).toBeLessThan(12_000);
    const { status, milliseconds } = await read();
    expect(status).toBe(200);
    expect(milliseconds).toBeLessThan(2_000);
  }, 30_000);

  it('nobody is kept waiting for longer than the others: a burst beyond the pool is served', async () => {
    const answers = await Promise.all(Array.from({ length: REQUESTS }, read));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('no connection is left behind in a transaction, and the pool grew no further', async () => {
    // The hub's own work in the background may be between two statements at this moment; what is left behind stays.
    const connections = async () => {
      const { rows } = await owner.query<{ pid: number; state: string }>(
        `select pid, state from pg_stat_activity where application_name = 'geleit' and datname = current_database()
           and usename = 'geleit_app'`,
      );
      return rows;
    };
    const waiting = (rows: readonly { pid: number; state: string }[]) =>
      rows.flatMap(({ pid, state }) => (state.startsWith('idle in transaction') ? [pid] : []));
    const before = await connections();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const rows = await connections();
    expect(waiting(rows).filter((pid) => waiting(before).includes(pid))).toEqual([]);
    // Two of the hub, and those of the test's own door.
    expect(rows.length).toBeLessThanOrEqual(2 + 4);
  });
});
