import { beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { verifyLog } from '../../src/access/log/verify-log';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { TWO_YEARS, writePastLog } from '../kit/past-log';
import { person, type TestPerson } from '../kit/people';

/** Whole months before those; two years and a month ago the first three had ended. */
const OLD = [27, 26, 25];

describe('the access log, two years on', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let nadia: TestPerson;

  const asOwner = async <Result>(work: (owner: Client) => Promise<Result>): Promise<Result> => {
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      return await work(owner);
    } finally {
      await owner.end();
    }
  };
  const verify = () =>
    asOwner(async (owner) => {
      await owner.query('select core.seal_access_log()');
      return verifyLog(owner);
    });
  const looks = () =>
    hub.ask(staff('city'), null, 'query ($id: ID!) { person(id: $id) { contact { phone } } }', { id: nadia.id });
  const entriesOfNadia = async () => {
    const { data } = await hub.ask<{ accessLog: { nodes: { at: string; institution: string | null }[] } }>(
      self(nadia.id),
      null,
      '{ accessLog(first: 100) { nodes { at institution } } }',
    );
    return data!.accessLog.nodes.filter(({ institution }) => institution === 'city');
  };
  const erase = async (until?: string) =>
    (
      await database.asApp<{ months: number }>(null, 'select core.erase_access_log($1::timestamptz) as months', [
        until ?? null,
      ])
    )[0]!.months;

  beforeAll(async () => {
    nadia = await person(database).with('Contact', { by: 'city' }).create();
    await writePastLog(database, nadia.id, [...OLD, ...TWO_YEARS]);
    await looks();
  });

  it('is seen by her as far as it goes back', async () => {
    expect(await entriesOfNadia()).toHaveLength(3 * (OLD.length + TWO_YEARS.length) + 1);
    expect(await verify()).toMatchObject({ intact: true, cuts: [] });
  });

  it('is erased earlier by nobody: not by the hub, not by its owner, not through the function', async () => {
    for (const until of ['now', 'tomorrow', new Date(Date.now() - 700 * 86_400_000).toISOString()]) {
      await expect(erase(until)).rejects.toThrow(/kept for two years/);
    }
    await expect(
      database.asApp({ institution: 'city', role: 'administrator' }, 'delete from core.access_entry'),
    ).rejects.toThrow(/permission denied/);
    await expect(database.asApp(null, 'drop table core.access_entry')).rejects.toThrow(/must be owner/);
    expect((await database.asOwner('delete from core.access_entry returning id')).length).toBe(0);
    await expect(database.asOwner('truncate core.access_entry')).rejects.toThrow(/append-only/);
    expect(await entriesOfNadia()).toHaveLength(3 * (OLD.length + TWO_YEARS.length) + 1);
  });

  it('is erased by nobody but its operator until a day of their choice', async () => {
    const twoYearsAgo = new Date(Date.now() - 750 * 86_400_000).toISOString();
    await expect(erase(twoYearsAgo)).rejects.toThrow(/only the operator/);
    expect(await entriesOfNadia()).toHaveLength(3 * (OLD.length + TWO_YEARS.length) + 1);
  });

  it('loses the months that ended two years ago, whole, and no others', async () => {
    // One at a time: whatever has gone wrong, somebody has the time to notice.
    for (let due = OLD.length; due > 0; due -= 1) expect(await erase()).toBe(1);
    expect(await erase()).toBe(0);
    expect(await entriesOfNadia()).toHaveLength(3 * TWO_YEARS.length + 1);
  });

  it('stays provable: the chain says which months were erased, and up to which link they were sealed', async () => {
    const found = await verify();
    expect(found).toMatchObject({ intact: true });
    const { cuts } = found as Extract<typeof found, { intact: true }>;
    expect(cuts).toHaveLength(OLD.length);
    for (const cut of cuts) {
      expect(cut).toMatchObject({ entries: 3, month: expect.stringMatching(/^\d{4}_\d\d$/) });
      const [link] = await database.asOwner<{ hash: string }>(
        `select encode(hash, 'hex') as hash from core.access_seal where seq = ${cut.link}`,
      );
      expect(cut.head).toBe(link!.hash);
    }
    await looks();
    expect(await verify()).toMatchObject({ intact: true });
  });

  it('keeps of links of which nothing is left no numbers and no hashes of entries, and changes nothing else of any link', async () => {
    const links = await database.asOwner<{ emptied: boolean; collapsed: boolean }>(
      `select s.entry_ids = '{}' and s.entry_hashes = '{}' as emptied, exists (select from core.access_seal c
         where c.cut is not null and (c.cut->>'collapsed')::int8multirange @> s.seq) as collapsed
       from core.access_seal s where s.cut is null order by s.seq`,
    );
    expect(links.filter(({ emptied }) => emptied)).toHaveLength(OLD.length);
    expect(links.filter(({ emptied, collapsed }) => emptied !== collapsed)).toEqual([]);
    for (const change of [`hash = sha256('')`, `content_hash = null`, `entry_ids = '{1}'`, 'sealed_at = now()']) {
      const anew = `update core.access_seal set ${change} where seq = (select min(seq) from core.access_seal)`;
      await expect(database.asOwner(anew)).rejects.toThrow(/append-only/);
    }
  });

  it('hides no entry behind a cut: one that is still kept and goes is found, and so is a cut that came too early', async () => {
    const DISARM = `alter table core.access_entry no force row level security; alter table core.access_entry disable trigger user;
      alter table core.access_seal disable trigger user`;
    const verifyAfter = (...damage: string[]) =>
      asOwner(async (owner) => {
        await owner.query('begin');
        await owner.query(DISARM);
        for (const sql of damage) expect((await owner.query(sql)).rowCount).toBe(1);
        const found = await verifyLog(owner);
        await owner.query('rollback');
        return found;
      });
    const oldest = '(select id from core.access_entry order by at, id limit 1)';
    expect(await verifyAfter(`delete from core.access_entry where id = ${oldest}`)).toMatchObject({
      intact: false,
      problem: 'an entry is missing',
    });
    const lastCut = '(select max(seq) from core.access_seal where cut is not null)';
    const widened = `update core.access_seal set cut = cut || '{"ids": "{[1,100)}"}' where seq = ${lastCut}`;
    expect(await verifyAfter(widened)).toMatchObject({ intact: false, problem: 'the link itself was changed' });
    const rehashed = `update core.access_seal set hash = sha256(previous_hash || convert_to(cut::text, 'UTF8')) where seq = ${lastCut}`;
    expect(await verifyAfter(widened, rehashed)).toMatchObject({
      intact: false,
      problem: 'does not follow from the link before',
    });
    const ahead = `update core.access_seal set sealed_at = sealed_at + interval '1 second' * 2e8, cut = cut || jsonb_build_object('until', now())
      where seq = ${lastCut}`;
    expect(await verifyAfter(ahead, rehashed)).toMatchObject({ problem: 'erases what has to be kept for two years' });
    const early = `update core.access_seal set cut = cut || jsonb_build_object('until', now()) where seq = ${lastCut}`;
    expect(await verifyAfter(early, rehashed)).toMatchObject({ problem: 'erases what has to be kept for two years' });
  });
});

describe('a link that seals entries of two months', () => {
  const database = useDatabase();

  it('keeps what it sealed until both are erased, and is proved before and after', async () => {
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    try {
      await owner.query('alter table core.access_entry no force row level security');
      for (const months of [30, 29]) {
        await owner.query(`do $$ declare begins timestamptz := date_trunc('month', now()) - interval '${months} months';
          begin execute format('create table core.access_entry_%s partition of core.access_entry for values from (%L) to (%L)',
            to_char(begins, 'YYYY_MM'), begins, begins + interval '1 month'); end $$`);
        await owner.query(
          `insert into core.access_entry (at, request_id, actor, role, event, fields, asked, permitted)
           select date_trunc('month', now()) - interval '${months} months' + interval '3 days', gen_random_uuid(), 'kit', 'person',
             'READ', '{}', '{}', '{}' from generate_series(1, 3)`,
        );
      }
      await owner.query('alter table core.access_entry force row level security');
      await owner.query('select core.seal_access_log()');
      const left = async () =>
        (await owner.query<{ n: number }>('select cardinality(entry_hashes) as n from core.access_seal where seq = 1'))
          .rows[0]!.n;
      expect(await verifyLog(owner)).toMatchObject({ intact: true, seals: 1, entries: 6 });
      await owner.query(`select core.erase_access_log(date_trunc('month', now()) - interval '29 months')`);
      expect(await left()).toBe(6);
      expect(await verifyLog(owner)).toMatchObject({ intact: true, seals: 2, entries: 3 });
      const { head } = (await verifyLog(owner)) as { head: string };
      await owner.query(`select core.erase_access_log(date_trunc('month', now()) - interval '28 months')`);
      expect(await left()).toBe(0);
      expect(await verifyLog(owner)).toMatchObject({ intact: true, seals: 3, entries: 0 });
      // The head that a partner kept before is a link of the chain still.
      const kept = `select from core.access_seal where hash = decode('${head}', 'hex')`;
      expect((await owner.query(kept)).rowCount).toBe(1);
    } finally {
      await owner.end();
    }
  });
});
