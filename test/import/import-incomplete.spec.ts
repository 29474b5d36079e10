import { describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { useDatabase } from '../kit/database';
import { importInto, personsCsv, REGISTRATIONS, registrationsOf, rowsOf, useFiles } from './import-files.fixture';
import { rejectedFileOf } from '../../src/import/rejected-rows';

const files = useFiles();
const database = useDatabase(async (fresh) => {
  await importInto(fresh)({ kind: 'persons', file: await files.write('known.csv', personsCsv(['F-1', 'F-2'])) });
  const known = await files.write('jc.csv', personsCsv(['J-1', 'J-2']));
  await importInto(fresh)({ kind: 'persons', file: known, institution: 'jobcenter' });
});
const run = (options: Parameters<ReturnType<typeof importInto>>[0]) => importInto(database)(options);

const PERSONS = 'file_number;given_name;family_name;birth_date;sex;nationality;phone;email\n';
let delivery = 0;

async function persons(rows: string, header = PERSONS) {
  const file = await files.write(`persons-${(delivery += 1)}.csv`, header + rows);
  const counts = await run({ kind: 'persons', file });
  const told = (await files.rejected(file)).map((row) => `${row.rejected_line} ${row.rejected_code}`);
  return { file, told, ...counts };
}

/** What the city has of a person by its own file number, with the version of each record. */
async function known(fileNumber: string): Promise<Record<string, unknown>[]> {
  return database.asApp(
    { institution: 'city', role: 'service' },
    `select l.person_id, i.family_name, i.sex, i.nationality, i.version, c.phone, c.email, c.version as contact_version
     from core.person_link l join core.identity i on i.person_id = l.person_id and i.institution = l.institution
       left join core.contact c on c.person_id = l.person_id and c.institution = l.institution
     where l.institution = 'city' and l.file_number = $1`,
    [fileNumber],
  );
}

describe('a cell that cannot be read and decides nothing', () => {
  it('is left out and told, and the person lands with everything else', async () => {
    const imported = await persons(
      'A-1;Ana;Nikolova;01.02.1980;weiblich;Rumänien;0171;keine\nA-2;Bo;Kaya;01.02.1980;MALE;TR;0172;bo@example.org\n',
    );
    expect(imported).toMatchObject({ rows: 2, inserted: 2, incomplete: 1, rejected: 0, told: [expect.anything()] });
    expect(imported.rejectedFile).toBe(rejectedFileOf(imported.file));
    const [row] = await files.rejected(imported.file);
    expect(row).toMatchObject({ rejected_line: '2', rejected_column: 'sex, nationality, email', email: 'keine' });
    expect(row!.rejected_reason).toContain('in the mapping: "values: {sex: {<word of the export>: <value>}}"');
    expect(row!.rejected_reason).toMatch(/email: must have the form of an e-mail address.*all else.*has landed/);
    expect(await known('A-1')).toMatchObject([
      { family_name: 'Nikolova', sex: null, nationality: null, phone: '0171', email: null },
    ]);
  });

  it('keeps what is stored, also in a dry run that only tells it, and changes what else the row says', async () => {
    await persons('B-1;Ana;Nikolova;01.02.1980;FEMALE;RO;0171;ana@example.org\n');
    const [before] = await known('B-1');
    const counts = await persons('B-1;Ana;Neumann;01.02.1980;w;Rumänien;0172;keine\n');
    expect(counts).toMatchObject({ updated: 1, unchanged: 0, incomplete: 1, rejected: 0 });
    expect(await known('B-1')).toEqual([
      { ...before, family_name: 'Neumann', phone: '0172', version: 2, contact_version: 2 },
    ]);
    const again = await persons('B-1;Ana;Neumann;01.02.1980;w;Rumänien;0172;keine\n');
    expect(again).toMatchObject({ updated: 0, unchanged: 1, incomplete: 1 });
  });

  it('keeps what is stored row by row, where only some rows of a batch lack a cell', async () => {
    const rows = (email: (index: number) => string) =>
      Array.from({ length: 60 }, (_, index) => `K-${index};Ana;Kaya;01.02.1980;;;0171;${email(index)}\n`).join('');
    await persons(rows((index) => `a${index}@example.org`));
    const counts = await persons(rows((index) => ['keine', `b${index}@example.org`, ''][index % 3]!));
    expect(counts).toMatchObject({ updated: 40, unchanged: 20, incomplete: 20 });
    const emails = await Promise.all(['K-0', 'K-1', 'K-2'].map(async (number) => (await known(number))[0]!.email));
    expect(emails).toEqual(['a0@example.org', 'b1@example.org', null]);
  });

  it('comes in once the file of rejected rows is corrected, for the same person and no second one', async () => {
    const { file } = await persons('C-1;Ana;Nikolova;01.02.1980;FEMALE;RO;0171;keine\n');
    const [before] = await known('C-1');
    const corrected = (await readFile(rejectedFileOf(file), 'utf8')).replace(/;keine\r?\n$/, ';ana@example.org\n');
    await writeFile(`${file}.again.csv`, corrected);
    expect(await run({ kind: 'persons', file: `${file}.again.csv` })).toMatchObject({
      rows: 1,
      updated: 1,
      rejected: 0,
    });
    expect(await known('C-1')).toEqual([{ ...before, email: 'ana@example.org', contact_version: 2 }]);
  });

  it('takes the key from a later row of the file, as any other row that lands', async () => {
    const { told, ...counts } = await persons(
      'D-1;Ana;Nikolova;01.02.1980;;;;keine\nD-1;Ana;Nikolova;01.02.1980;;;;ana@example.org\n',
    );
    expect(counts).toMatchObject({ inserted: 1, incomplete: 1, rejected: 1 });
    expect(told).toEqual(['2 BAD_FORMAT', '3 DUPLICATE_KEY']);
  });

  it('is told with what the database refuses, where the row does not land after all', async () => {
    const file = await files.write('e.csv', `${REGISTRATIONS}E-1;nobody;01.08.2018;;FLUCHT\n`);
    expect(await run({ kind: 'registrations', file })).toMatchObject({ incomplete: 0, rejected: 1 });
    const [row] = await files.rejected(file);
    expect(row).toMatchObject({ rejected_code: 'UNKNOWN_VALUE, UNKNOWN_FILE_NUMBER' });
    expect(row!.rejected_reason).not.toContain('has landed');
  });

  it('is noted with the run', async () => {
    await persons('N-1;Ana;Nikolova;01.02.1980;;;;keine\n');
    const [noted] = await database.asApp(
      { institution: 'city', role: 'service' },
      'select accepted, incomplete, rejected from core.import_run order by started_at desc limit 1',
    );
    expect(noted).toEqual({ accepted: 1, incomplete: 1, rejected: 0 });
  });
});

describe('a cell that cannot be read and decides something', () => {
  it.each([
    ['who the person is: the birth date', 'G-1;Ana;Kaya;irgendwann;;;;\n', 'NOT_A_DATE'],
    ['who the person is: a name', `G-1;${'A'.repeat(201)};Kaya;01.02.1980;;;;\n`, 'TOO_LONG'],
    ['which record it is: the file number', `${'9'.repeat(61)};Ana;Kaya;01.02.1980;;;;\n`, 'TOO_LONG'],
  ])('rejects the row where it is %s', async (_, row, code) => {
    const imported = await persons(row);
    expect(imported).toMatchObject({ inserted: 0, incomplete: 0, rejected: 1, told: [`2 ${code}`] });
    expect(await known('G-1')).toEqual([]);
  });

  it('rejects the row where letters were lost: the other cells may be damaged, too', async () => {
    expect(await persons('G-2;Ana;Kaya;01.02.1980;;;M\u0001;\n')).toMatchObject({ rejected: 1, incomplete: 0 });
  });

  it('rejects the row where it is the number of a booklet, whose carrier would not be asked', async () => {
    const header = 'file_number;booklet_number;given_name;family_name;birth_date\n';
    expect(await persons('G-3;hundert;Ana;Kaya;01.02.1980\n', header)).toMatchObject({ rejected: 1, incomplete: 0 });
  });

  it('rejects a benefit case without a readable end, since a statute opens data while it lives', async () => {
    const cases = async (rows: string) => {
      const file = await files.write('cases.csv', `case_number;file_number;opened_on;closed_on;status\n${rows}`);
      return run({ kind: 'benefit-cases', file, institution: 'jobcenter' });
    };
    expect(await cases('BG-1;J-1;01.02.2019;gestern;GRANTED\n')).toMatchObject({ rejected: 1, incomplete: 0 });
    expect(await rowsOf(database, 'jobcenter.benefit_case', 'jobcenter')).toEqual([]);
  });

  it('rejects a consent for whatever says what is open and until when, and lands it without its language', async () => {
    const consents = async (cells: string) => {
      const header =
        'consent_number;file_number;recipients;categories;purposes;given_on;valid_from;valid_until;state;ended_on;language;secrecy_release\n';
      const file = await files.write('consents.csv', `${header}${cells}\n`);
      return run({ kind: 'consents', file });
    };
    const consent = (number: string, until: string, ended: string, language: string, release: string) =>
      `${number};F-1;caritas;LANGUAGE;CASE_MANAGEMENT;01.02.2019;01.02.2019;${until};GIVEN;${ended};${language};${release}`;
    for (const cells of [
      consent('E-1', 'immer', '', 'de', ''),
      consent('E-2', '01.02.2030', 'gestern', 'de', ''),
      consent('E-3', '01.02.2030', '', 'de', 'vielleicht'),
    ]) {
      expect(await consents(cells)).toMatchObject({ inserted: 0, incomplete: 0, rejected: 1 });
    }
    expect(await consents(consent('E-4', '01.02.2030', '', 'ar', ''))).toMatchObject({ inserted: 1 });
    expect(await consents(consent('E-4', '01.02.2029', '', 'Arabisch', ''))).toMatchObject({
      updated: 1,
      incomplete: 1,
      rejected: 0,
    });
    expect(await consents(consent('E-4', '01.02.2029', '', 'Arabisch', ''))).toMatchObject({ unchanged: 1 });
    const [stored] = await database.asOwner<{ language: string }>(
      `select language from core.consent where consent_number = 'E-4'`,
    );
    expect(stored).toEqual({ language: 'ar' });
  });

  it('leaves a registration whole that lacks its route: it lands, with its day', async () => {
    const file = await files.write('route.csv', `${REGISTRATIONS}R-1;F-1;01.08.2018;;FLUCHT\n`);
    expect(await run({ kind: 'registrations', file })).toMatchObject({ inserted: 1, incomplete: 1, rejected: 0 });
    expect(await registrationsOf(database, 'R-1')).toMatchObject([{ registered_on: '2018-08-01', route: null }]);
  });
});
