import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { logRoom } from '../../src/access/log/room';
import { useDatabase, type TestDatabase } from '../kit/database';
import { staff } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { startTestHub, type RunningTestHub } from './running-hub';

const READ = 'query ($id: ID!) { person(id: $id) { identity { familyName } } }';
const REGISTER = 'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }';

interface Month {
  readonly name: string;
  readonly begins: Date;
  readonly ends: Date;
}

const monthsOf = (database: TestDatabase) =>
  database.asOwner<Month & Record<string, unknown>>('select * from core.access_log_months() order by begins');

/** As if the clock of the database had moved to where no month was made for: the months that are made lie elsewhere. */
async function loseRoom(database: TestDatabase): Promise<void> {
  for (const { name } of await monthsOf(database)) await database.asOwner(`drop table core.${name}`);
}

describe('an access log without room for this moment', () => {
  const database = useDatabase();
  let hub: RunningTestHub;
  let known: TestPerson;

  const readyz = async () => {
    const answer = await fetch(new URL('/readyz', hub.url));
    return { status: answer.status, log: ((await answer.json()) as { checks: Record<string, unknown> }).checks.log };
  };
  const reads = () => hub.ask(staff('city'), null, READ, { id: known.id });
  const entries = async () =>
    (await database.asOwner<{ count: number }>(`select count(*)::int as count from core.access_entry`))[0]!.count;

  beforeAll(async () => {
    known = await person(database).with('Identity', { by: 'city' }).create();
    hub = await startTestHub({ appUrl: database.appUrl });
  });
  afterAll(() => hub.stop());

  it('gets some with the first request that needs it, and has all of many that come at once on record', async () => {
    await loseRoom(database);
    const answers = await Promise.all(Array.from({ length: 20 }, reads));
    expect(new Set(answers.map(({ status, codes }) => `${status} ${codes.join()}`))).toEqual(new Set(['200 ']));
    expect(await entries()).toBe(20);
    expect(await logRoom(database.database)).toEqual({ now: true, next: true });
  });

  it('tells who writes to try again, or has written: nothing is left half done', async () => {
    await loseRoom(database);
    const input = { fileNumber: 'R-1', givenName: 'Ana', familyName: 'Beispiel', birthDate: '1990-01-01' };
    const first = await hub.ask(staff('city'), null, REGISTER, { input });
    const again = first.status === 503 ? await hub.ask(staff('city'), null, REGISTER, { input }) : first;
    expect([again.status, again.codes]).toEqual([200, []]);
    expect(await entries()).toBeGreaterThan(0);
  });

  it('gets some when it is asked whether it is ready, since nobody asks anything else of a hub that is not', async () => {
    await loseRoom(database);
    expect(await readyz()).toEqual({ status: 200, log: { ok: true } });
    expect(await monthsOf(database)).toHaveLength(3);
  });

  it('gets some when a hub starts', async () => {
    await loseRoom(database);
    const other = await startTestHub({ appUrl: database.appUrl });
    await other.stop();
    expect(await monthsOf(database)).toHaveLength(3);
  });

  it('is told by readyz where no room can be made, for now and for the month to come', async () => {
    await database.asOwner('revoke create on schema core from current_user');
    const [, ...next] = await monthsOf(database);
    for (const { name } of next) await database.asOwner(`drop table core.${name}`);
    expect(await readyz()).toMatchObject({
      status: 200,
      log: { ok: true, detail: expect.stringContaining('next month') },
    });
    await loseRoom(database);
    expect(await readyz()).toMatchObject({
      status: 503,
      log: { ok: false, detail: expect.stringContaining('this moment') },
    });
    expect((await reads()).codes).toEqual(['ACCESS_LOG_UNAVAILABLE']);
    await database.asOwner('grant create on schema core to current_user');
    expect((await reads()).codes).toEqual([]);
  });
});

describe('the months of the access log', () => {
  const database = useDatabase();
  const ensure = (months: number) => database.asOwner(`select core.ensure_access_partitions(${months})`);
  const zone = (name: string) => database.asOwner(`alter database ${database.name} set timezone = '${name}'`);

  it.each(['Europe/Berlin', 'Pacific/Kiritimati', 'Pacific/Niue', 'UTC'])(
    'are those of UTC where the session is in %s',
    async (name) => {
      await loseRoom(database);
      await zone(name);
      await ensure(2);
      for (const { begins, ends } of await monthsOf(database)) {
        expect(begins.toISOString()).toMatch(/-01T00:00:00.000Z$/);
        expect(ends.toISOString()).toMatch(/-01T00:00:00.000Z$/);
      }
    },
  );

  it('join those that were made in other zones, by hand or in another order, without gap or overlap', async () => {
    await loseRoom(database);
    await zone('America/New_York');
    // As migrations before made them: by the session's own zone.
    for (const [ahead, name] of [
      [1, 'access_entry_by_hand'],
      [3, `access_entry_later`],
    ] as const) {
      await database.asOwner(`do $$ declare month date := date_trunc('month', now()) + interval '${ahead} months'; begin
        execute format('create table core.${name} partition of core.access_entry for values from (%L) to (%L)',
          month, month + interval '1 month'); end $$`);
    }
    await zone('Europe/Berlin');
    await Promise.all([ensure(2), ensure(5), ensure(4)]);
    await ensure(5);
    const months = await monthsOf(database);
    expect(months.length).toBeGreaterThanOrEqual(6);
    for (const [index, { begins }] of months.slice(1).entries()) expect(begins).toEqual(months[index]!.ends);
    const locked = await database.asOwner<{ locked: boolean }>(
      `select relrowsecurity and relforcerowsecurity as locked from pg_class
       where relname ~ '^access_entry_\\d' and relkind = 'r'`,
    );
    expect(new Set(locked.map(({ locked: is }) => is))).toEqual(new Set([true]));
  });
});

describe('an access log with old months, and a clock that may have run ahead', () => {
  const database = useDatabase();
  const erase = async () =>
    (await database.asApp<{ months: number }>(null, 'select core.erase_access_log() as months'))[0]!.months;
  const AGO = [38, 37, 36];

  /** Entries of a month, so many months ago. */
  const write = (ago: number) =>
    database.asOwner(`do $$ declare month timestamptz := date_trunc('month', now(), 'UTC') - interval '${ago} months'; begin
      execute format('create table core.access_entry_%s partition of core.access_entry for values from (%L) to (%L)',
        to_char(month at time zone 'UTC', 'YYYY_MM'), month, date_trunc('month', month + interval '40 days', 'UTC'));
      alter table core.access_entry no force row level security;
      insert into core.access_entry (at, request_id, actor, role, event, fields, asked, permitted)
        values (month + interval '3 days', gen_random_uuid(), 'kit', 'person', 'READ', '{}', '{}', '{}');
      alter table core.access_entry force row level security;
      perform core.seal_access_log(); end $$`);
  const kept = async () => (await database.asOwner('select from core.access_entry')).length;

  beforeAll(async () => {
    for (const ago of [...AGO, 0]) {
      if (ago === 0) await loseThisMonth();
      await write(ago);
    }
  });
  const loseThisMonth = async (): Promise<void> => {
    for (const { name, ends } of await monthsOf(database)) {
      if (ends.getTime() > Date.now()) await database.asOwner(`drop table core.${name}`);
    }
  };

  it('loses nothing to the clock alone: between the months and now nothing was written, so no time has passed', async () => {
    expect(await erase()).toBe(0);
    expect(await kept()).toBe(AGO.length + 1);
  });

  it('loses nothing while a month of the two years is missing', async () => {
    for (let ago = 35; ago > 14; ago -= 1) await write(ago);
    expect(await erase()).toBe(0);
  });

  it('loses each month when the log has entries of the two years after it', async () => {
    for (const ago of [14, 13, 12]) {
      await write(ago);
      expect([await erase(), await erase()]).toEqual([1, 0]);
    }
  });

  it('loses what is due one month at a time', async () => {
    for (const ago of [11, 10]) await write(ago);
    expect([await erase(), await erase(), await erase()]).toEqual([1, 1, 0]);
  });
});
