import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { asOwner } from '../../src/platform/postgres/as-owner';
import { ImportDatabase } from '../../src/import/import-database';
import { Database } from '../../src/platform/postgres/database';
import { useDatabase } from '../kit/database';
import { staff } from '../kit/hub';
import type { TestPerson } from '../kit/people';
import { personOn, startOwnServer, type OwnServer } from './own-server';
import { startTestHub, type RunningTestHub } from './running-hub';

const READ = 'query ($id: ID!) { person(id: $id) { identity { familyName } } }';
const REGISTER = 'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }';
const SEARCH = 'query ($n: String!) { searchPersons(by: { fileNumber: $n }) { id } }';
const SHOW = `select current_setting('synchronous_commit') as value`;
const SETTINGS = { institution: 'city', role: 'service', purpose: null, person: null, actor: 'kit', request: '-' };

describe('a server that reports commits before they are on disk, and is cut off from its power', () => {
  let server: OwnServer;
  let hub: RunningTestHub;
  let known: TestPerson;

  beforeAll(async () => {
    // What is committed asynchronously waits as long as PostgreSQL allows before it is written.
    server = await startOwnServer({ synchronous_commit: 'off', wal_writer_delay: '10s' });
    hub = await startTestHub({ appUrl: server.appUrl, poolSize: 4 });
    known = await personOn(server);
  }, 60_000);
  afterAll(async () => {
    await hub.stop();
    await server.remove();
  }, 60_000);

  it('has every read on record that was answered, and every write that was acknowledged', async () => {
    const register = (fileNumber: string) =>
      hub.ask(staff('city'), null, REGISTER, {
        input: { fileNumber, givenName: 'Ana', familyName: 'Beispiel', birthDate: '1990-01-01' },
      });
    const written: string[] = [];
    let read = 0;
    for (let round = 0; round < 20; round += 1) {
      const [shown, made] = await Promise.all([
        hub.ask(staff('city'), null, READ, { id: known.id }),
        register(`D-${round}`),
      ]);
      expect([shown.codes, made.codes]).toEqual([[], []]);
      read += 1;
      written.push(`D-${round}`);
    }
    await server.kill();
    await server.startAgain();
    const [entries] = await asOwner(server.ownerUrl, async (owner) => {
      const found = `select count(*)::int as count from core.access_entry where person_id = $1 and event = 'READ'`;
      return (await owner.query<{ count: number }>(found, [known.id])).rows;
    });
    expect(entries?.count).toBe(read);
    for (const fileNumber of written) expect((await found(fileNumber)).data?.searchPersons).toHaveLength(1);
  }, 60_000);

  /** Waits for the hub to find the server again. */
  async function found(n: string) {
    for (;;) {
      const answer = await hub.ask<{ searchPersons: object[] }>(staff('city'), null, SEARCH, { n });
      if (answer.status === 200) return answer;
      await sleep(50);
    }
  }
});

describe('the sessions of Geleit, where commits are reported before they are on disk', () => {
  const database = useDatabase();
  const set = (value: string) => database.asOwner(`alter database ${database.name} set synchronous_commit = ${value}`);

  const sessions: readonly (readonly [string, () => Promise<string | undefined>])[] = [
    [
      'a request',
      () => withDatabase(async (hub) => (await hub.once<{ value: string }>(SETTINGS, { text: SHOW }))[0]?.value),
    ],
    [
      'several statements that stand or fall together',
      () =>
        withDatabase((hub) =>
          hub.transaction(
            SETTINGS,
            async ({ query }) => (await query<{ value: string }>({ text: SHOW })).rows[0]?.value,
          ),
        ),
    ],
    [
      'work in the background',
      () => withDatabase(async (hub) => (await hub.maintain<{ value: string }>(SHOW))[0]?.value),
    ],
    [
      'an import',
      async () => {
        const own = await ImportDatabase.connect(database.appUrl, false);
        const show = own.transaction(SETTINGS, async (client) => (await client.query<{ value: string }>(SHOW)).rows);
        return (await show.finally(() => own.close()))[0]?.value;
      },
    ],
    [
      'a command of the owner',
      () => asOwner(database.ownerUrl, async (owner) => (await owner.query<{ value: string }>(SHOW)).rows[0]?.value),
    ],
  ];

  async function withDatabase<Result>(work: (hub: Database) => Promise<Result>): Promise<Result> {
    const hub = new Database({ url: database.appUrl, poolSize: 1 });
    return work(hub).finally(() => hub.close());
  }

  it.each(sessions)('wait for the disk: %s', async (_, shown) => {
    await set('off');
    expect(await shown()).toBe('on');
  });

  it.each(['local', 'remote_write', 'on', 'remote_apply'])(
    'keep what the operator says of replicas: %s',
    async (value) => {
      await set(value);
      for (const [, shown] of sessions) expect(await shown()).toBe(value);
    },
  );
});
