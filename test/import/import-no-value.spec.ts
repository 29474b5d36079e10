import { describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { staff, useHub } from '../kit/hub';
import { importInto, personsCsv, useFiles } from './import-files.fixture';

const REGISTER = 'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { id } }';
const CHANGE = 'mutation ($input: ChangeIdentityInput!) { changeIdentity(input: $input) { familyName nationality } }';

describe('what stands for no value, and what is no code', () => {
  const files = useFiles();
  const database = useDatabase(async (fresh) => {
    const known = await files.write('known.csv', personsCsv(['F-1']));
    await importInto(fresh)({ kind: 'persons', file: known });
  });
  const hub = useHub(database);
  let delivery = 0;

  const deliver = async (kind: string, text: string) => {
    const file = await files.write(`${kind}-${(delivery += 1)}.csv`, text);
    const { inserted, updated, unchanged, incomplete, rejected } = await importInto(database)({ kind, file });
    const told = (await files.rejected(file)).map((row) => `${row.rejected_column} ${row.rejected_code}`);
    return { counts: { inserted, updated, unchanged, incomplete, rejected }, told };
  };
  const counts = (told: Partial<Record<'inserted' | 'updated' | 'unchanged' | 'incomplete' | 'rejected', number>>) => ({
    ...{ inserted: 0, updated: 0, unchanged: 0, incomplete: 0, rejected: 0 },
    ...told,
  });
  const stored = async (sql: string) =>
    database.asApp<Record<string, unknown>>({ institution: 'city', role: 'counsellor' }, sql);

  it('is an end that never comes, or a beginning that was never written, where a day may be missing', async () => {
    const rows = ['31.12.9999', '31.12.2999', '01.01.1900', '00.00.0000', 'keine Angabe', '-', ' . . ']
      .map((end, index) => `R-${index};F-1;01.08.2018;${end}\n`)
      .join('');
    const registrations = `registration_number;file_number;registered_on;deregistered_on\n${rows}`;
    expect(await deliver('registrations', registrations)).toEqual({ counts: counts({ inserted: 7 }), told: [] });
    expect(await stored('select distinct deregistered_on from city.registration')).toEqual([{ deregistered_on: null }]);
  });

  it('takes away the end that a record had, as an empty cell does', async () => {
    const rows = (end: string) =>
      `registration_number;file_number;registered_on;deregistered_on\nW-1;F-1;01.08.2018;${end}\n`;
    await deliver('registrations', rows('01.08.2020'));
    expect((await deliver('registrations', rows('31.12.9999'))).counts).toEqual(counts({ updated: 1 }));
  });

  it.each([
    ['00.00.0000', 'birth_date REQUIRED'],
    ['01.01.1900', 'birth_date REQUIRED'],
    ['31.12.9999', 'birth_date REQUIRED'],
    ['unbekannt', 'birth_date NOT_A_DATE'],
  ])('is refused as the birth date %s, without which nobody is recorded', async (birth, problem) => {
    const persons = `file_number;given_name;family_name;birth_date\nB-1;Ana;Kaya;${birth}\n`;
    expect(await deliver('persons', persons)).toEqual({ counts: counts({ rejected: 1 }), told: [problem] });
  });

  it('is no consent for ever: whoever delivers one is told to name its end', async () => {
    const header =
      'consent_number;file_number;recipients;categories;purposes;given_on;valid_from;valid_until;state;ended_on\n';
    const row = (until: string, ended = '') =>
      `${header}E-1;F-1;jobcenter;LANGUAGE;CASE_MANAGEMENT;01.02.2019;01.02.2019;${until};GIVEN;${ended}\n`;
    for (const until of ['31.12.9999', '31.12.2999', '01.01.1900', '00.00.0000', 'keine Angabe']) {
      expect(await deliver('consents', row(until))).toEqual({
        ...{ counts: counts({ rejected: 1 }), told: ['valid_until REQUIRED'] },
      });
    }
    const file = await files.write('reason.csv', row('31.12.9999'));
    await importInto(database)({ kind: 'consents', file });
    expect((await files.rejected(file))[0]!.rejected_reason).toMatch(
      /valid_until: must be given: no consent holds for ever/,
    );
    // That it has not ended says nothing but that it has not ended.
    expect((await deliver('consents', row('01.02.2030', '31.12.9999'))).counts).toEqual(counts({ inserted: 1 }));
    expect(await stored(`select ended_at from core.consent where consent_number = 'E-1'`)).toEqual([
      { ended_at: null },
    ]);
  });

  it('is said of a nationality by the keys of the registers and by words, and invented countries are left out', async () => {
    const persons = ['999', 'ohne Angabe', 'k. A.', '997', 'staatenlos', '998', 'ZZ', 'QQ', 'XX', 'SU', 'XK']
      .map((nationality, index) => `N-${index};Ana;Kaya;01.02.1980;${nationality}\n`)
      .join('');
    expect(await deliver('persons', `file_number;given_name;family_name;birth_date;nationality\n${persons}`)).toEqual({
      counts: counts({ inserted: 11, incomplete: 4 }),
      told: Array.from({ length: 4 }, () => 'nationality BAD_FORMAT'),
    });
    const found = await stored(
      `select i.nationality from core.identity i join core.person_link l on l.person_id = i.person_id
       where l.file_number like 'N-%' order by substr(l.file_number, 3)::int`,
    );
    const none = [null, null, null];
    expect(found.map(({ nationality }) => nationality)).toEqual([
      ...none,
      ...['XXA', 'XXA', 'XXX'],
      ...[...none, null],
      'XK',
    ]);
  });

  it.each([
    ['nationality', 'QQ', 'BAD_FORMAT'],
    ['nationality', 'ZZ', 'BAD_FORMAT'],
    ['birthDate', '1900-01-01', 'NOT_A_DATE'],
    ['birthDate', '9999-12-31', 'NOT_A_DATE'],
    ['birthDate', '0001', 'NOT_A_DATE'],
  ])('is refused by the API as %s %s', async (field, value, code) => {
    const input = {
      ...{ fileNumber: 'API-1', givenName: 'Ana', familyName: 'Kaya', birthDate: '1980-02-01' },
      [field]: value,
    };
    const { errors } = await hub.ask(staff('city'), null, REGISTER, { input });
    expect(errors).toMatchObject([
      { extensions: { code: 'INVALID_INPUT', problems: [{ path: `input.${field}`, code }] } },
    ]);
  });

  it('leaves a country as it is that was recorded before codes were compared, and all else of the record changes', async () => {
    await deliver('persons', 'file_number;given_name;family_name;birth_date;nationality\nO-1;Ana;Kaya;01.02.1980;RO\n');
    const [old] = await stored(
      `update core.identity i set nationality = 'ZZ' from core.person_link l
       where l.person_id = i.person_id and l.file_number = 'O-1' returning i.id, i.version`,
    );
    const { data } = await hub.ask(staff('city'), null, CHANGE, { input: { ...old, familyName: 'Neumann' } });
    expect(data).toEqual({ changeIdentity: { familyName: 'Neumann', nationality: 'ZZ' } });
    const again = 'file_number;given_name;family_name;birth_date;nationality\nO-1;Ana;Neumann;01.02.1980;ZZ\n';
    expect((await deliver('persons', again)).counts).toEqual(counts({ unchanged: 1, incomplete: 1 }));
  });
});
