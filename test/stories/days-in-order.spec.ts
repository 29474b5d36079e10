import { beforeAll, describe, expect, it } from '@jest/globals';
import { REGISTRY } from '../../src/hub/subgraphs';
import { importInto, useFiles } from '../import/import-files.fixture';
import { reversedPeriods } from '../../src/records/api/record-input';
import { useDatabase } from '../kit/database';
import { self, staff, useHub } from '../kit/hub';
import { person } from '../kit/people';
import { validInput } from '../contract/record-mutations';

const PERIODS = REGISTRY.all.flatMap((declaration) =>
  (declaration.periods ?? []).map(([from, until]) => ({ name: declaration.name, declaration, from, until })),
);
const column = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe('a period', () => {
  const database = useDatabase();
  const files = useFiles();
  const hub = useHub(database);

  it('is declared for every pair of days that a record type has', () => {
    expect(PERIODS.map(({ name }) => name).sort()).toEqual([
      'BenefitAward',
      'BenefitCase',
      'Case',
      'CounsellingEpisode',
      'IntegrationAgreement',
      'LanguageCourse',
      'LanguageEnrolment',
      'Measure',
      'Qualification',
      'Registration',
    ]);
  });

  it.each(PERIODS)(
    'of $name does not end before it begins, in API and database',
    async ({ declaration, from, until }) => {
      const author = declaration.author === 'EACH' ? 'city' : declaration.author;
      const { id: personId } = await person(database).knownTo(author).create();
      const { input } = await validInput(database, declaration, author);
      const values = { ...input, ...(declaration.onPerson && { personId }) };
      const record = `mutation ($input: Record${declaration.name}Input!) { result: record${declaration.name}(input: $input) { id } }`;
      const caller = staff(author, 'counsellor');
      const reversed = { ...values, [from]: '2024-05-01', [until]: '2024-04-01' };
      const refused = await hub.ask(caller, null, record, { input: reversed });
      expect(refused.errors[0]?.extensions?.problems).toEqual([
        expect.objectContaining({ path: `input.${until}`, code: 'PERIOD_REVERSED' }),
      ]);
      const recorded = await hub.ask<{ result: { id: string } }>(caller, null, record, {
        input: { ...values, [from]: '2024-04-01', [until]: '2024-04-01' },
      });
      expect(recorded.errors).toEqual([]);
      // One day alone: only the database knows the other.
      const change = `mutation ($input: Change${declaration.name}Input!) { result: change${declaration.name}(input: $input) { id } }`;
      const { id } = recorded.data!.result;
      const changed = await hub.ask(caller, null, change, { input: { id, version: 1, [until]: '2024-03-31' } });
      expect(changed.codes).toEqual(['INVALID_INPUT']);
      const triggers = await database.asOwner(
        `select tgname from pg_trigger where tgrelid = $1::regclass and tgname = $2 and tgenabled = 'O'`,
        [declaration.table, `${column(until)}_in_order`],
      );
      expect(triggers).toHaveLength(1);
      expect(reversedPeriods(declaration, { [from]: '2024-01-02', [until]: null })).toEqual([]);
    },
  );

  it('is refused by an import in its row, also where the file gives the one day alone', async () => {
    const write = (name: string, text: string) => files.write(name, text);
    const persons = await write('p.csv', 'file_number;given_name;family_name;birth_date\nP-1;Edda;Muster;01.02.1990\n');
    await importInto(database)({ kind: 'persons', file: persons, institution: 'jobcenter' });
    const run = async (name: string, text: string) => {
      const file = await write(name, text);
      const { rejected } = await importInto(database)({ kind: 'benefit-cases', file, institution: 'jobcenter' });
      return [rejected, (await files.rejected(file)).map((row) => [row.rejected_column, row.rejected_code])];
    };
    const head = 'case_number;file_number;opened_on;closed_on;status\n';
    expect(await run('a.csv', `${head}B-1;P-1;01.05.2024;01.04.2024;GRANTED\n`)).toEqual([
      1,
      [['closed_on', 'PERIOD_REVERSED']],
    ]);
    expect((await run('b.csv', `${head}B-1;P-1;01.05.2024;01.06.2024;GRANTED\n`))[0]).toBe(0);
    expect(await run('c.csv', 'case_number;file_number;opened_on;status\nB-1;P-1;01.07.2024;GRANTED\n')).toEqual([
      1,
      [['closed_on', 'PERIOD_REVERSED']],
    ]);
  });
});

describe('a birth', () => {
  const database = useDatabase();
  const files = useFiles();
  const hub = useHub(database);

  it('lies in the past: API, import and database refuse another', async () => {
    const register = `mutation { registerPerson(input: { fileNumber: "F-1", givenName: "Edda", familyName: "Muster", birthDate: "2091-01-01" }) { id } }`;
    expect((await hub.ask(staff('city', 'counsellor'), null, register)).codes).toEqual(['INVALID_INPUT']);
    const file = await files.write(
      'f.csv',
      'file_number;given_name;family_name;birth_date\nF-2;Edda;Muster;01.01.2091\n',
    );
    expect(await importInto(database)({ kind: 'persons', file })).toMatchObject({ rejected: 1 });
    const future = person(database).with('Identity', { by: 'city', values: { birthDate: '2091-01-01' } });
    await expect(future.create()).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('in the future, from before this was checked, takes no right from an adult', async () => {
    const { id } = await person(database).with('Identity', { by: 'city' }).create();
    await database.asOwner(`begin; alter table core.identity disable trigger birth_date_in_past;
      select set_config('geleit.matching', 'on', true); update core.identity set birth_date = '2091-01-01' where person_id = '${id}';
      alter table core.identity enable trigger birth_date_in_past; commit`);
    const given = await hub.ask(
      self(id),
      null,
      `mutation { giveConsent(input: { recipients: ["jobcenter"], categories: [LANGUAGE], purposes: [CASE_MANAGEMENT],
        validUntil: "2032-01-01T00:00:00Z" }) { state } }`,
    );
    expect([given.codes, given.data]).toEqual([[], { giveConsent: { state: 'GIVEN' } }]);
  });
});

describe('the household that is shown', () => {
  const database = useDatabase();
  const hub = useHub(database);
  let personId: string;

  beforeAll(async () => {
    const older = { householdNumber: 'H-1', since: '2019-01-01' };
    const written = await person(database).with('Household', { by: 'city', values: older }).create();
    personId = written.id;
  });

  it('is the one that was recorded last, also without a day since when', async () => {
    const record = `mutation ($id: ID!) { recordHousehold(input: { personId: $id, householdNumber: "H-2", householdKind: SINGLE }) { id } }`;
    expect((await hub.ask(staff('city', 'counsellor'), null, record, { id: personId })).errors).toEqual([]);
    const read = 'query ($id: ID!) { person(id: $id) { household { householdNumber } } }';
    expect((await hub.ask(staff('city', 'counsellor'), null, read, { id: personId })).data).toEqual({
      person: { household: { householdNumber: 'H-2' } },
    });
  });
});

describe('today', () => {
  const database = useDatabase();

  it('is the day in Germany in every zone of a session', async () => {
    const rows = await database.asOwner<{ today: string; berlin: string }>(`
      select core.today()::text as today, (now() at time zone 'Europe/Berlin')::date::text as berlin,
        set_config('TimeZone', 'Pacific/Kiritimati', false)
      union all select core.today()::text, (now() at time zone 'Europe/Berlin')::date::text, set_config('TimeZone', 'Pacific/Pago_Pago', false)`);
    expect(rows.map(({ today }) => today)).toEqual(rows.map(({ berlin }) => berlin));
  });

  it('is asked of that one function: nothing in the catalogue takes the day of the session', async () => {
    const found = await database.asOwner(`
      with texts(place, text) as (
        select p.oid::regprocedure::text, p.prosrc from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where n.nspname in ('core', 'city', 'jobcenter', 'employment_agency', 'caritas') and p.proname <> 'today'
        union all select polname, concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) from pg_policy
        union all select adrelid::regclass::text, pg_get_expr(adbin, adrelid) from pg_attrdef
        union all select conname, pg_get_constraintdef(oid) from pg_constraint
        union all select tgname, pg_get_triggerdef(oid) from pg_trigger
        union all select viewname, definition from pg_views where schemaname not in ('pg_catalog', 'information_schema'))
      select place from texts where text ~* '\\ycurrent_date\\y|\\ylocaltimestamp\\y|now\\(\\)::date|''today'''`);
    expect(found).toEqual([]);
  });
});
