import { describe, expect, it } from '@jest/globals';
import { useDatabase } from '../kit/database';
import { importInto, rowsOf, useFiles } from './import-files.fixture';

const files = useFiles();
const database = useDatabase();

const HEADER = 'file_number;booklet_number;given_name;family_name;birth_date;sex;phone\n';
let delivery = 0;

async function persons(rows: string, institution: 'city' | 'jobcenter' | 'caritas' = 'city', header = HEADER) {
  const file = await files.write(`persons-${(delivery += 1)}.csv`, header + rows);
  return { file, ...(await importInto(database)({ kind: 'persons', file, institution })) };
}

async function booklet(fileNumber: string, number: string) {
  const file = await files.write('booklet.csv', `file_number;booklet_number;status\n${fileNumber};${number};ISSUED\n`);
  await importInto(database)({ kind: 'booklets', file });
}

async function personOf(institution: string, fileNumber: string): Promise<string | undefined> {
  const rows = await database.asApp<{ person_id: string }>(
    { institution, role: 'service' },
    'select person_id from core.person_link where institution = $1 and file_number = $2',
    [institution, fileNumber],
  );
  return rows[0]?.person_id;
}

describe('an import of persons', () => {
  it('makes persons with link, identity, search key and contact; again, it changes nothing', async () => {
    const rows = 'A-1;;Ana;Müller-Öz;01.02.1980;FEMALE;0171\nA-2;;Bo;Kaya;1981-03-04;;\n';
    expect(await persons(rows)).toMatchObject({ rows: 2, inserted: 2, rejected: 0 });
    const identities = await rowsOf(database, 'core.identity');
    expect(identities).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          family_name: 'Müller-Öz',
          name_key: 'mulleroz',
          birth_date: '1980-02-01',
          version: 1,
        }),
      ]),
    );
    // Nobody gave a way to reach the second.
    expect(await rowsOf(database, 'core.contact')).toEqual([expect.objectContaining({ phone: '0171' })]);
    expect(await persons(rows)).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });
    expect(await rowsOf(database, 'core.identity')).toEqual(identities);
  });

  it('counts a person once when identity and contact change, and clears what is no longer given', async () => {
    await persons('B-1;;Ana;Nikolova;01.02.1980;;0171\n');
    expect(await persons('B-1;;Anna;Nikolova;01.02.1980;;\n')).toMatchObject({ inserted: 0, updated: 1, unchanged: 0 });
    expect(await persons('B-1;;Anna;Nikolova;01.02.1980;;\n')).toMatchObject({ updated: 0, unchanged: 1 });
    const contact = await database.asApp(
      { institution: 'city', role: 'service' },
      'select phone, version from core.contact where person_id = $1',
      [await personOf('city', 'B-1')],
    );
    expect(contact).toEqual([{ phone: null, version: 2 }]);
  });

  it('never recognises anybody by name: the same human being at two institutions stays two persons', async () => {
    await persons('C-1;;Ivan;Petrov;05.06.1990;MALE;\n');
    await persons('K-1;;Ivan;Petrov;05.06.1990;MALE;\n', 'caritas');
    expect(await personOf('city', 'C-1')).not.toBe(await personOf('caritas', 'K-1'));
  });

  it('asks the carrier of a booklet, and is a registration of the institution’s own until they confirm', async () => {
    await persons('D-1;;Ilse;Doe;05.06.1990;;\n');
    await booklet('D-1', 'RH-0100');
    const row = 'J-1;RH-0100;Ilse;Doe;05.06.1990;;\n';
    expect(await persons(row, 'jobcenter')).toMatchObject({ inserted: 1 });
    expect(await persons(row, 'jobcenter')).toMatchObject({ unchanged: 1, leftAlone: 0, rejected: 0 });
    const person = (await personOf('city', 'D-1'))!;
    expect(await personOf('jobcenter', 'J-1')).not.toBe(person);
    const mine = { role: 'person', person };
    const links = `select id, state, way from core.link where person_id = $1`;
    const [link, ...others] = await database.asApp<{ id: string }>(mine, links, [person]);
    expect([link, others]).toEqual([{ id: link!.id, state: 'PENDING', way: 'IMPORT' }, []]);
    await database.asApp(mine, 'select from core.answer_link($1, true)', [link!.id]);
    expect(await personOf('jobcenter', 'J-1')).toBe(person);
    expect(await persons(row, 'jobcenter')).toMatchObject({ unchanged: 1, leftAlone: 0, rejected: 0 });
    // Each keeps its own house.
    expect(await rowsOf(database, 'core.person_link', 'jobcenter')).toEqual([
      expect.objectContaining({ file_number: 'J-1' }),
    ]);
  });

  it('rejects booklets that nobody carries, that somebody else carries, or whose carrier is known already', async () => {
    await persons('E-1;;Emil;Eins;05.06.1990;;\nE-2;;Erna;Zwei;05.06.1990;;\n');
    await booklet('E-1', 'RH-0200');
    await booklet('E-2', 'RH-0201');
    await persons('J-8;;Frida;Fuchs;05.06.1990;;\n', 'jobcenter');
    const { file, ...summary } = await persons(
      [
        'J-9;RH-9999;Nadia;Niemand;05.06.1990;;',
        'J-8;RH-0200;Frida;Fuchs;05.06.1990;;',
        'J-10;RH-0201;Erna;Zwei;05.06.1990;;',
        'J-11;RH-0201;Erna;Zwei;05.06.1990;;',
        'J-12;;Erna;Zwei;05.06.1990;;',
        'J-12;;Erna;Zwei;05.06.1990;;',
      ].join('\n'),
      'jobcenter',
    );
    expect(summary).toMatchObject({ rows: 6, inserted: 2, rejected: 4 });
    expect((await files.rejected(file)).map((row) => [row.rejected_line, row.rejected_code])).toEqual([
      ['2', 'UNKNOWN_BOOKLET'],
      ['3', 'BOOKLET_OF_OTHER_PERSON'],
      ['5', 'ALREADY_LINKED'],
      ['7', 'DUPLICATE_KEY'],
    ]);
    expect(await personOf('jobcenter', 'J-9')).toBeUndefined();
    expect((await persons('J-13;RH-0201;Erna;Zwei;05.06.1990;;\n', 'jobcenter')).rejected).toBe(1);
  });

  it('asks for the first row that lands: one that is rejected before keeps no other one from the carrier', async () => {
    await persons('W-1;;Wanda;Wolf;05.06.1990;;\n');
    await booklet('W-1', 'RH-0300');
    const { file, ...summary } = await persons(
      [
        'J-20;;Wanda;Wolf;05.06.1990;;',
        'J-20;RH-0300;Wanda;Wolf;05.06.1990;;',
        'J-21;RH-0300;Wanda;Wolf;05.06.1990;;',
      ].join('\n'),
      'jobcenter',
    );
    expect(summary).toMatchObject({ rows: 3, inserted: 2, rejected: 1 });
    expect((await files.rejected(file)).map((row) => [row.rejected_line, row.rejected_code])).toEqual([
      ['3', 'DUPLICATE_KEY'],
    ]);
  });

  it('asks nobody twice: also a row that lands in place of one of its number that is kept out has asked', async () => {
    await persons('V-1;;Vera;Vogel;05.06.1990;;\nV-2;;Veit;Vogel;05.06.1990;;\n');
    await booklet('V-1', 'RH-0310');
    await booklet('V-2', 'RH-0311');
    const { file, ...summary } = await persons(
      [
        'J-30;RH-0310;Vera;Vogel;05.06.1990;;',
        'J-31;RH-0310;Veit;Vogel;05.06.1990;;',
        'J-31;RH-0311;Veit;Vogel;05.06.1990;;',
        'J-32;RH-0311;Veit;Vogel;05.06.1990;;',
      ].join('\n'),
      'jobcenter',
    );
    expect((await files.rejected(file)).map((row) => [row.rejected_line, row.rejected_code])).toEqual([
      ['3', 'ALREADY_LINKED'],
      ['5', 'ALREADY_LINKED'],
    ]);
    expect(summary).toMatchObject({ rows: 4, inserted: 2, rejected: 2 });
  });

  it('shows in the access log: to the person whom a booklet has led to, and where it has led to nobody', async () => {
    const log = (settings: { role: string; institution?: string; person?: string }) =>
      database.asApp<{ event: string; fields: string[]; person_id: string | null; actor: string }>(
        settings,
        `select event, fields, person_id, actor from core.access_entry where actor like 'import:%'`,
      );
    const person = (await personOf('city', 'D-1'))!;
    expect(await log({ role: 'person', person })).toEqual([
      { event: 'WRITE', fields: ['Link'], person_id: person, actor: expect.stringMatching(/^import:/) },
    ]);
    const refused = (await log({ role: 'data-protection-officer', institution: 'jobcenter' })).filter(
      ({ event }) => event === 'REFUSED',
    );
    expect(refused).toEqual([expect.objectContaining({ fields: ['Link'], person_id: null })]);
  });

  it('leaves nobody without a link', async () => {
    const [counts] = await database.asApp<{ persons: string; links: string }>(
      { institution: 'city', role: 'service' },
      `select (select count(*) from core.person where created_by = 'city') as persons,
        (select count(*) from core.person_link l join core.person p on p.id = l.person_id) as links`,
    );
    expect(counts!.persons).toBe(counts!.links);
  });
});

describe('the carrier of a booklet', () => {
  it('is told to an import that is under way, to nobody else', async () => {
    await persons('X-1;;Xenia;Doe;05.06.1990;;\n');
    await booklet('X-1', 'RH-0900');
    const ask = (role: string, institution: string | null) =>
      database.asApp({ role, institution }, `select core.person_of_booklet('RH-0900') as id`);
    for (const role of ['service', 'counsellor', 'planner']) expect(await ask(role, 'city')).toEqual([{ id: null }]);
    expect(await ask('person', null)).toEqual([{ id: null }]);
    await expect(database.asApp(null, `select core.person_of_booklet('RH-0900')`)).rejects.toThrow(
      'no request context',
    );
    const link = `select core.ask_link_imported('RH-0900', 'Y-1', '1 day') as id`;
    expect(await database.asApp({ role: 'service', institution: 'caritas' }, link)).toEqual([{ id: null }]);
  });
});
