import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { verifyLog } from '../../src/access/log/verify-log';
import { useDatabase } from '../kit/database';
import { staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

const ENTRIES = 12;
const SEAL_EVERY = 4;

/** What whoever administers the database can do about its own safeguards. */
const DISARM = `alter table core.access_entry no force row level security;
  alter table core.access_seal no force row level security;
  alter table core.access_entry disable trigger user; alter table core.access_seal disable trigger user`;
const ARM = `alter table core.access_entry enable trigger user; alter table core.access_seal enable trigger user;
  alter table core.access_entry force row level security; alter table core.access_seal force row level security`;

/** How a link is made, for whoever wants to make it anew. */
const CONTENT = `sha256(convert_to(array_to_string(entry_ids, ','), 'UTF8') ||
  (select string_agg(h, ''::bytea order by n) from unnest(entry_hashes) with ordinality as t(h, n)))`;
const ANEW = `content_hash = ${CONTENT}, hash = sha256(previous_hash || '\\x02'::bytea || ${CONTENT})`;

const COLUMNS = 'id, at, tx, request_id, institution, actor, role, purpose, event, person_id, fields, asked, permitted';

/** Whoever still writes holds sealing back, so it may take more than one link. */
async function sealEverything(owner: Client): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(20)) {
    await owner.query('select core.seal_access_log()');
    const { rowCount } = await owner.query(
      'select from core.access_entry where id > (select coalesce(max(until_id), 0) from core.access_seal) limit 1',
    );
    if (rowCount === 0) return;
  }
  throw new Error('The log could not be sealed: a transaction on this server does not end.');
}

describe('a change of the sealed access log is found, and the entry named', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let owner: Client;
  let ids: string[];
  let gap: string;
  /** The link in which each entry was sealed. */
  let seals: string[];

  beforeAll(async () => {
    owner = new Client({ connectionString: database.ownerUrl });
    owner.on('error', () => undefined);
    await owner.connect();
    const known = await person(database).with('Identity', { by: 'city' }).create();
    for (let index = 0; index < ENTRIES; index += 1) {
      await hub.ask(staff('city'), null, 'query ($id: ID!) { person(id: $id) { identity { familyName } } }', {
        id: known.id,
      });
      // A number that no entry gets, as after a transaction that was rolled back.
      if (index === 5)
        gap = (await owner.query<{ id: string }>(`select nextval('core.access_entry_id_seq') as id`)).rows[0]!.id;
      if (index % SEAL_EVERY === SEAL_EVERY - 1) await sealEverything(owner);
    }
    const { rows } = await owner.query<{ id: string; seal: string }>(
      'select e.id, s.seq as seal from core.access_entry e join core.access_seal s on e.id = any(s.entry_ids) order by e.id',
    );
    ids = rows.map(({ id }) => id);
    seals = rows.map(({ seal }) => seal);
  });
  afterAll(() => owner.end());

  /** Verifies after the damage and puts everything back as it was. */
  const verifyAfter = async (...damage: string[]) => {
    await owner.query('begin');
    await owner.query(DISARM);
    for (const sql of damage) expect((await owner.query(sql)).rowCount).not.toBe(0);
    const found = await verifyLog(owner);
    await owner.query('rollback');
    return found;
  };

  it('finds nothing where nothing was changed', async () => {
    expect(await verifyLog(owner)).toMatchObject({ intact: true, entries: ENTRIES });
    expect(new Set(seals).size).toBeGreaterThanOrEqual(ENTRIES / SEAL_EVERY);
  });

  it.each([
    ['actor', `'somebody else'`],
    ['institution', `'caritas'`],
    ['person_id', 'gen_random_uuid()'],
    ['purpose', `'CASE_MANAGEMENT'`],
    ['permitted', `'{}'`],
    ['asked', `'{}'`],
    ['fields', `'{}'`],
    ['event', `'REFUSED'`],
    ['role', `'service'`],
    ['request_id', 'gen_random_uuid()'],
    ['at', `at - interval '1 microsecond'`],
  ])('an altered %s', async (column, value) => {
    for (const index of [0, 5, ENTRIES - 1]) {
      const sql = `update core.access_entry set ${column} = ${value} where id = ${ids[index]}`;
      expect(await verifyAfter(sql)).toEqual({
        intact: false,
        seal: seals[index],
        entry: ids[index],
        problem: 'an entry was changed',
      });
    }
  });

  it('a deleted entry', async () => {
    for (const index of [0, 3, 4, ENTRIES - 1]) {
      expect(await verifyAfter(`delete from core.access_entry where id = ${ids[index]}`)).toEqual({
        intact: false,
        seal: seals[index],
        entry: ids[index],
        problem: 'an entry is missing',
      });
    }
  });

  it('an inserted entry, also with the number of another', async () => {
    const copyOf = (id: string, number: string) => `insert into core.access_entry (${COLUMNS})
      select ${COLUMNS.replace('id', number)} from core.access_entry where id = ${id}`;
    expect(await verifyAfter(copyOf(ids[5]!, gap))).toEqual({
      intact: false,
      seal: seals[5],
      entry: gap,
      problem: 'an entry was added',
    });
    const twin = copyOf(ids[5]!, 'id').replace('select id, at', `select id, at + interval '1 microsecond'`);
    expect(await verifyAfter(twin)).toMatchObject({ intact: false, seal: seals[5], entry: ids[5] });
  });

  it('an entry whose place was exchanged with another', async () => {
    const found = await verifyAfter(
      `update core.access_entry set actor = 'first' where id = ${ids[1]}`,
      `update core.access_entry set tx = (select tx from core.access_entry where id = ${ids[9]}) where id = ${ids[2]}`,
    );
    expect(found).toMatchObject({ intact: false, seal: seals[1], entry: ids[1] });
  });

  it('an entry that was inserted into a gap made between two links', async () => {
    const found = await verifyAfter(
      `insert into core.access_entry (${COLUMNS}) select ${COLUMNS.replace('id', gap)} from core.access_entry where id = ${ids[5]}`,
      `update core.access_seal set from_id = ${gap} where seq = ${seals[5]}`,
    );
    expect(found).toMatchObject({ intact: false, seal: seals[5] });
  });

  it('links that were altered, removed, or made anew without those that follow', async () => {
    const entry = `update core.access_entry set actor = 'nobody' where id = ${ids[0]}`;
    const hash = `update core.access_seal set entry_hashes[1] =
      (select core.access_entry_hash(e) from core.access_entry e where e.id = ${ids[0]}) where seq = 1`;
    expect(await verifyAfter(entry, hash)).toMatchObject({
      intact: false,
      seal: '1',
      problem: 'the link itself was changed',
    });
    const anew = `update core.access_seal set ${ANEW} where seq = 1`;
    expect(await verifyAfter(entry, hash, anew)).toMatchObject({ intact: false, seal: '2', entry: null });
    expect(await verifyAfter('delete from core.access_seal where seq = 2')).toMatchObject({ intact: false, seal: '3' });
    expect(await verifyAfter('update core.access_seal set until_id = from_id where seq = 2')).toMatchObject({
      intact: false,
      seal: '2',
    });
    expect(
      await verifyAfter('update core.access_seal set seq = 999 where seq = (select max(seq) from core.access_seal)'),
    ).toMatchObject({
      intact: false,
      seal: '999',
    });
  });

  it.each([
    ['emptied, as if they were erased', `entry_ids = '{}', entry_hashes = '{}'`],
    [
      'emptied and made to look like one from before',
      `entry_ids = '{}', entry_hashes = array['\\x02'::bytea || content_hash], content_hash = null`,
    ],
    ['left without their hashes', `entry_hashes = '{}'`],
    ['given another content', `content_hash = sha256('')`],
  ])('links that were %s, while their entries went', async (_, change) => {
    for (const seal of new Set(seals)) {
      const sealed = `(select unnest(entry_ids) from core.access_seal where seq = ${seal})`;
      const found = await verifyAfter(
        `delete from core.access_entry where id in ${sealed}`,
        `update core.access_seal set ${change} where seq = ${seal}`,
      );
      expect(found).toMatchObject({ intact: false, seal });
    }
  });

  it('a link that empties itself is refused while the chain does not say that it may', async () => {
    const empty = `update core.access_seal set entry_ids = '{}', entry_hashes = '{}' where seq = 1`;
    await expect(owner.query(empty)).rejects.toThrow(/append-only/);
  });

  it('the whole chain made anew has another head than the one that partners keep', async () => {
    const before = await verifyLog(owner);
    const found = await verifyAfter(
      `update core.access_entry set actor = 'nobody' where id = ${ids[0]}`,
      'delete from core.access_seal where seq > 1',
      `update core.access_seal s set (until_id, entry_ids, entry_hashes) = (select max(id), array_agg(e.id order by e.id),
         array_agg(core.access_entry_hash(e) order by e.id) from core.access_entry e)`,
      `update core.access_seal set ${ANEW}`,
    );
    expect(found).toMatchObject({ intact: true, seals: 1, entries: ENTRIES });
    expect(found).not.toMatchObject({ head: (before as { head: string }).head });
  });

  it('stays armed', async () => {
    await owner.query(ARM);
    await expect(owner.query(`delete from core.access_entry`)).resolves.toMatchObject({ rowCount: 0 });
    expect(await verifyLog(owner)).toMatchObject({ intact: true });
  });
});

describe('sealing while others write', () => {
  const database = useDatabase();
  let known: TestPerson;
  let clients: Client[];

  beforeAll(async () => {
    known = await person(database).with('Identity', { by: 'city' }).create();
    clients = await Promise.all(
      Array.from({ length: 14 }, async (_, index) => {
        // The hub's own role writes and seals; the owner verifies.
        const client = new Client({ connectionString: index === 0 ? database.ownerUrl : database.appUrl });
        client.on('error', () => undefined);
        await client.connect();
        return client;
      }),
    );
  });
  afterAll(() => Promise.all(clients.map((client) => client.end())));

  const ENTRY = `insert into core.access_entry (request_id, institution, actor, role, event, person_id, fields, asked, permitted)
    select $1, 'city', 'writer', 'counsellor', 'READ', $2, '{}', '{}', '{}' from generate_series(1, 3)`;

  const write = async (client: Client, milliseconds: number, keeps: boolean): Promise<void> => {
    await client.query('begin');
    await client.query(
      `select set_config('geleit.institution', 'city', true), set_config('geleit.role', 'counsellor', true),
         set_config('geleit.actor', 'writer', true), set_config('geleit.person', '-', true), set_config('geleit.purpose', '-', true)`,
    );
    await client.query(ENTRY, [randomUUID(), known.id]);
    await sleep(milliseconds);
    await client.query(keeps ? 'commit' : 'rollback');
  };

  it('leaves no gap: each committed entry is sealed once, in order of nothing but its transaction', async () => {
    const [owner, ...others] = clients;
    const writers = others.slice(0, 10);
    const sealers = others.slice(10);
    let over = false;
    let links = 0;
    const deadline = Date.now() + 10_000;
    const writing = writers.map(async (client, index) => {
      // Slow ones begin early and commit late, so that later transactions are sealed around them.
      const isSlow = index < 3;
      for (let turn = 0; turn < (isSlow ? 4 : 25) || (links < 4 && Date.now() < deadline); turn += 1) {
        await write(client, isSlow ? 250 : turn % 5, turn % 4 !== 3);
      }
    });
    const sealing = sealers.map(async (client) => {
      while (!over) {
        const { rows } = await client.query<{ sealed: string }>('select core.seal_access_log() as sealed');
        if (rows[0]!.sealed !== '0') links += 1;
        await sleep(5);
      }
    });
    await Promise.all(writing);
    over = true;
    await Promise.all(sealing);
    await sealEverything(owner!);
    const { rows } = await owner!.query<{ entries: number; sealed: number; once: number; seals: number }>(
      `with s as (select unnest(entry_ids) as id from core.access_seal)
       select (select count(*) from core.access_entry)::int as entries, (select count(*) from s)::int as sealed,
         (select count(distinct id) from s)::int as once, (select count(*) from core.access_seal)::int as seals`,
    );
    const [count] = rows;
    expect(count!.sealed).toBe(count!.entries);
    expect(count!.once).toBe(count!.entries);
    expect(count!.entries).toBeGreaterThan(400);
    expect(count!.seals).toBeGreaterThanOrEqual(4);
    expect(await verifyLog(owner!)).toMatchObject({ intact: true, entries: count!.entries });
  });
});
