import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { verifyLog } from '../../src/access/log/verify-log';
import { useDatabase } from '../kit/database';
import { staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

/**
 * What a dump brings into another cluster: entries and links whose transactions seem to lie in the future, and a range that
 * waited for writers of the old cluster.
 */
describe('the access log in a cluster into which it was restored', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let known: TestPerson;
  let owner: Client;

  const looks = () =>
    hub.ask(staff('city'), null, 'query ($id: ID!) { person(id: $id) { contact { phone } } }', { id: known.id });
  const seal = async () => Number((await owner.query<{ n: string }>('select core.seal_access_log() as n')).rows[0]!.n);

  beforeAll(async () => {
    known = await person(database).with('Contact', { by: 'city' }).create();
    owner = new Client({ connectionString: database.ownerUrl });
    // The database goes before its connections do.
    owner.on('error', () => undefined);
    await owner.connect();
    await owner.query('alter table core.access_entry no force row level security');
    await owner.query(
      `insert into core.access_entry (tx, request_id, institution, actor, role, event, person_id, fields, asked, permitted)
       select 900000000000 + n, gen_random_uuid(), 'city', 'kit', 'counsellor', 'READ', $1, '{}', '{}', '{}' from generate_series(1, 5) n`,
      [known.id],
    );
    await owner.query('alter table core.access_entry force row level security');
  });
  afterAll(() => owner.end());

  it('is sealed on as before: what is written now follows what seems to lie in the future', async () => {
    expect(await seal()).toBe(5);
    for (let index = 0; index < 3; index += 1) await looks();
    expect(await seal()).toBe(3);
    expect(await verifyLog(owner)).toMatchObject({ intact: true, entries: 8 });
  });

  it('waits for nobody who was writing in the old cluster', async () => {
    await looks();
    await owner.query(
      `insert into core.access_horizon (until_id, writers) select last_value, '{77/4711}' from core.access_entry_id_seq`,
    );
    await looks();
    expect(await seal()).toBe(2);
    expect(await verifyLog(owner)).toMatchObject({ intact: true, entries: 10 });
  });

  it('waits for whoever writes here, holds nobody up, and leaves nothing out', async () => {
    const slow = new Client({ connectionString: database.appUrl });
    await slow.connect();
    await slow.query('begin');
    await slow.query(
      `select set_config('geleit.institution', 'city', true), set_config('geleit.role', 'counsellor', true),
         set_config('geleit.actor', 'slow', true), set_config('geleit.person', '-', true), set_config('geleit.purpose', '-', true)`,
    );
    await slow.query(
      `insert into core.access_entry (request_id, institution, actor, role, event, person_id, fields, asked, permitted)
       values (gen_random_uuid(), 'city', 'slow', 'counsellor', 'READ', $1, '{}', '{}', '{}')`,
      [known.id],
    );
    expect((await looks()).errors).toEqual([]);
    // Its number is lower than that of the entry that is committed already.
    expect([await seal(), await seal()]).toEqual([0, 0]);
    await slow.query('commit');
    await slow.end();
    expect(await seal()).toBe(2);
    expect(await verifyLog(owner)).toMatchObject({ intact: true, entries: 12 });
  });
});

describe('a chain whose first links go by transactions', () => {
  const database = useDatabase();
  const hub = useHub(database);

  it('goes on by numbers without leaving anything out or sealing it twice', async () => {
    const known = await person(database).with('Contact', { by: 'city' }).create();
    const looks = () =>
      hub.ask(staff('city'), null, 'query ($id: ID!) { person(id: $id) { contact { phone } } }', { id: known.id });
    for (let index = 0; index < 3; index += 1) await looks();
    // As the version before made it.
    await database.asOwner(
      `insert into core.access_seal (seq, from_tx, until_tx, entry_ids, entry_hashes, previous_hash, hash)
       select 1, 0, s.until, s.ids, s.hashes, sha256('geleit'), sha256(sha256('geleit') || convert_to(array_to_string(s.ids, ','), 'UTF8')
         || s.hashes[1] || s.hashes[2]) from (select max(e.tx) + 1 as until, array_agg(e.id order by e.id) as ids,
           array_agg(core.access_entry_hash(e) order by e.id) as hashes
         from (select * from core.access_entry order by tx limit 2) e) s`,
    );
    await looks();
    await database.asOwner('select core.seal_access_log()');
    await looks();
    await database.asOwner('select core.seal_access_log()');
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const found = await verifyLog(owner);
    await owner.end();
    expect(found).toMatchObject({ intact: true, seals: 3, entries: 5 });
  });
});
