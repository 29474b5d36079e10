import { beforeAll, describe, expect, it } from '@jest/globals';
import { REGISTRY } from '../../src/hub/subgraphs';
import { tables } from '../kit/catalogue';
import { settingsOfPerson, writeConsent } from '../kit/consents';
import { useDatabase, type TestDatabase } from '../kit/database';
import { asDefiner, inTransaction } from '../kit/definer';
import { self, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';

/** Who has which row of which table, as PostgreSQL itself knows it. */
async function everything(database: TestDatabase): Promise<unknown> {
  const names = (await tables(database)).filter(
    ({ table, about_persons, is_partition }) =>
      about_persons &&
      !is_partition &&
      !/person_(move|alias)|access_entry|consent_event|match_task|core\.person$/.test(table),
  );
  return Promise.all(
    names.map(async ({ table }) => {
      await database.asOwner(`alter table ${table} no force row level security`);
      const version = table.startsWith('core.consent') ? `- 'version' - 'updated_at' - 'consent_version'` : '';
      const rows = await database.asOwner(`select to_jsonb(t) ${version} as row from ${table} t order by 1`);
      await database.asOwner(`alter table ${table} force row level security`);
      return [table, rows];
    }),
  );
}

describe('every table with a person', () => {
  const database = useDatabase();

  it('moves to another person, or says why it does not', async () => {
    const about = (await tables(database)).filter(({ about_persons, is_partition }) => about_persons && !is_partition);
    const registered = await database.asOwner<{ name: string; moves: boolean; open: boolean }>(
      `select name, moves_on <> '{}' as moves,
         exists (select from pg_policy where polrelid = name::regclass and polname in ('geleit_move', 'owner_all')) as open
       from core.person_table order by name`,
    );
    const withPerson = about
      .map(({ table }) => table)
      .filter((table) => !['core.person', 'core.person_move'].includes(table));
    expect(registered.map(({ name }) => name)).toEqual(withPerson.sort());
    expect(registered.filter(({ moves, open }) => moves && !open)).toEqual([]);
  });

  it('is open to its owner only while a move is under way', async () => {
    await person(database).withEverything('city').create();
    for (const { table } of REGISTRY.all.filter(({ onPerson }) => onPerson !== null)) {
      const rows = await database.asOwner(`select from ${table}`);
      // Days of birth and booklets have functions of their own.
      if (!['core.identity', 'core.booklet'].includes(table)) expect([table, rows]).toEqual([table, []]);
    }
  });
});

describe('a move', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let old: TestPerson;
  let carrier: TestPerson;
  let before: unknown;

  beforeAll(async () => {
    old = await person(database)
      .withEverything('jobcenter', ['Registration', 'ResidenceTitle', 'LanguageEnrolment'])
      .with('CounsellingEpisode')
      .consenting({ recipients: ['city'], categories: ['BENEFITS'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    carrier = await person(database).with('Registration').with('Identity', { by: 'city' }).create();
    before = await everything(database);
  });

  it('of a link takes along all rows of the institution and nobody else’s, and unlinking brings both sides back exactly', async () => {
    const theirs = old.records.filter(({ author }) => author === 'jobcenter').map(({ id }) => id);
    const move = await asDefiner(database, `move_person('LINK', $1, $2, 'jobcenter')`, [old.id, carrier.id]);
    const moved = await database.asOwner<{ row_id: string }>(
      `select row_id from core.person_move_row where move_id = $1 and not kept`,
      [move],
    );
    expect(moved.map(({ row_id }) => row_id).sort()).toEqual([...theirs].sort());
    const query = '{ me { identity { recordedBy } benefitCases { id } counsellingEpisodes { id } } }';
    const { data } = await hub.ask(self(carrier.id), null, query);
    expect(data!.me).toMatchObject({ benefitCases: [{}], counsellingEpisodes: [] });
    const left = await hub.ask(self(old.id), null, query);
    expect(left.data!.me).toMatchObject({ benefitCases: [], counsellingEpisodes: [{}, {}] });

    await asDefiner(database, 'undo_move($1)', [move]);
    expect(await everything(database)).toEqual(before);
  });

  it('that is undone leaves what others have written since, and takes along what the leaving institution has', async () => {
    const move = await asDefiner(database, `move_person('LINK', $1, $2, 'jobcenter')`, [old.id, carrier.id]);
    const record = (caller: ReturnType<typeof staff>, mutation: string) =>
      hub.ask<Record<string, { id: string }>>(caller, null, mutation, { id: carrier.id });
    const own = await record(
      staff('jobcenter'),
      `mutation ($id: ID!) { recordBenefitCase(input: { personId: $id, caseNumber: "NEW", openedOn: "2019-01-01", status: GRANTED }) { id } }`,
    );
    const others = await record(
      staff('city'),
      `mutation ($id: ID!) { recordRegistration(input: { personId: $id, registrationNumber: "NEW", registeredOn: "2019-01-01" }) { id } }`,
    );
    await asDefiner(database, 'undo_move($1)', [move]);
    const query = '{ me { benefitCases { id } registrations { id } } }';
    const [atOld, atCarrier] = await Promise.all(
      [old, carrier].map(
        async ({ id }) => (await hub.ask<{ me: Record<string, { id: string }[]> }>(self(id), null, query)).data!.me,
      ),
    );
    expect(atOld!.benefitCases).toContainEqual(own.data!.recordBenefitCase);
    expect(atCarrier!.benefitCases).toEqual([]);
    expect(atCarrier!.registrations).toContainEqual(others.data!.recordRegistration);
  });

  it.each([
    ['whose registration it is', `core.is_own_house($1, 'city')`],
    ['a move in the middle of it', `core.move_person('UNLINK', $1, $2, 'city')`],
  ])('stays open while it is asked for by another one: %s', async (_, call) => {
    const [one, other] = [await person(database).create(), await person(database).create()];
    await inTransaction(database.ownerUrl, async (client) => {
      for (const moving of ['off', 'on']) {
        await client.query(`select set_config('geleit.moving', $1, true)`, [moving]);
        await client.query(`select ${call}`, call.includes('$2') ? [one.id, other.id] : [one.id]);
        const { rows } = await client.query(`select current_setting('geleit.moving') as moving`);
        expect(rows).toEqual([{ moving }]);
      }
    });
  });

  it('is undone once', async () => {
    const move = await asDefiner(database, `move_person('LINK', $1, $2, 'jobcenter')`, [old.id, carrier.id]);
    await asDefiner(database, 'undo_move($1)', [move]);
    await expect(asDefiner(database, 'undo_move($1)', [move])).rejects.toMatchObject({
      constraint: 'person_move_to_undo',
    });
  });

  it('cannot be made by the hub’s role, with whatever settings', async () => {
    const asked = database.asApp(
      { institution: 'jobcenter', role: 'counsellor' },
      `select set_config('geleit.moving', 'on', true), core.move_person('LINK', $1, $2, 'jobcenter')`,
      [old.id, carrier.id],
    );
    await expect(asked).rejects.toMatchObject({ code: '42501' });
    const insert = database.asApp(
      { institution: 'jobcenter', role: 'counsellor' },
      `insert into core.person_move (kind, from_person, to_person, actor) values ('MERGE', $1, $2, 'kit')`,
      [old.id, carrier.id],
    );
    await expect(insert).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a merge', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const LANGUAGE = { recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] } as const;
  let first: TestPerson;
  let second: TestPerson;
  let before: unknown;

  beforeAll(async () => {
    first = await person(database)
      .knownTo('jobcenter')
      .with('LanguageEnrolment')
      .with('Identity', { by: 'city' })
      .create();
    second = await person(database)
      .knownTo('jobcenter')
      .with('LanguageEnrolment')
      .with('Identity', { by: 'city' })
      .with('CounsellingEpisode')
      .consenting(LANGUAGE)
      .consenting({
        ...LANGUAGE,
        exceptions: [{ recipients: ['jobcenter'], categories: ['LANGUAGE'], purposes: ['CASE_MANAGEMENT'] }],
      })
      .create();
    before = await everything(database);
  });

  it('takes along everybody’s rows and the consents; what both have under one key stays and is told', async () => {
    await hub.ask(staff('caritas'), null, 'query ($id: ID!) { person(id: $id) { counsellingEpisodes { id } } }', {
      id: second.id,
    });
    const move = await asDefiner(database, `move_person('MERGE', $1, $2, null)`, [second.id, first.id]);
    const kept = await database.asOwner(
      `select table_name, count(*)::int from core.person_move_row where move_id = $1 and kept group by 1 order by 1`,
      [move],
    );
    expect(kept).toEqual([
      { table_name: 'core.identity', count: 1 },
      { table_name: 'core.person_link', count: 2 },
    ]);
    const { data } = await hub.ask<{ me: { languageEnrolments: unknown[]; consents: unknown[] } }>(
      self(first.id),
      null,
      '{ me { languageEnrolments { id } consents { id } } }',
    );
    expect([data!.me.languageEnrolments.length, data!.me.consents.length]).toEqual([2, 2]);
    const log = await hub.ask<{ accessLog: { edges: { node: { personId: string; institution: string } }[] } }>(
      self(first.id),
      null,
      '{ accessLog(first: 50) { edges { node { personId institution } } } }',
    );
    expect(log.errors).toEqual([]);
    await asDefiner(database, 'undo_move($1)', [move]);
    expect(await everything(database)).toEqual(before);
  });

  it('keeps an exception in force on both sides', async () => {
    const open = async (id: string) =>
      database.asApp(
        { role: 'counsellor', institution: 'jobcenter' },
        `select from core.consent_grant where person_id = $1 and valid_from <= now() and valid_until > now()`,
        [id],
      );
    await writeConsent(database, first.id, LANGUAGE);
    expect(await open(first.id)).toHaveLength(1);
    const move = await asDefiner(database, `move_person('MERGE', $1, $2, null)`, [second.id, first.id]);
    expect(await open(first.id)).toHaveLength(0);
    await asDefiner(database, 'undo_move($1)', [move]);
    expect(await open(first.id)).toHaveLength(1);
    expect(await open(second.id)).toHaveLength(0);
  });

  it('lets the person read what was logged under the former id, and only while it holds', async () => {
    const entries = async () => {
      const settings = settingsOfPerson(first.id);
      return database.asApp(
        { role: settings.role, person: first.id },
        `select from core.access_entry where person_id = $1`,
        [second.id],
      );
    };
    expect(await entries()).toEqual([]);
    const move = await asDefiner(database, `move_person('MERGE', $1, $2, null)`, [second.id, first.id]);
    expect(await entries()).not.toEqual([]);
    await asDefiner(database, 'undo_move($1)', [move]);
    expect(await entries()).toEqual([]);
  });
});
