import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { useDatabase } from '../kit/database';
import { restrictRecord } from '../kit/marks';
import { REGISTRY } from '../../src/hub/subgraphs';
import { importInto, personsCsv, REGISTRATIONS, registrationsOf, rowsOf, useFiles } from './import-files.fixture';

const files = useFiles();
const database = useDatabase(async (fresh) => {
  const run = importInto(fresh);
  const known = await files.write('known.csv', personsCsv(['F-1', 'F-2', 'F-3']));
  await run({ kind: 'persons', file: known });
  await run({ kind: 'persons', file: await files.write('jc.csv', personsCsv(['J-1'])), institution: 'jobcenter' });
});
const run = (options: Parameters<ReturnType<typeof importInto>>[0]) => importInto(database)(options);

const registrations = async (name: string, rows: string, header = REGISTRATIONS) =>
  run({ kind: 'registrations', file: await files.write(name, header + rows) });
const registered = (prefix: string) => registrationsOf(database, prefix);

describe('an import of records', () => {
  it('lands, and changes nothing when it is repeated', async () => {
    const rows = 'A-1;F-1;01.08.2018;;REFUGEE\nA-2;F-2;2018-08-02;2019-01-31;\n';
    expect(await registrations('a.csv', rows)).toMatchObject({ rows: 2, inserted: 2, updated: 0, rejected: 0 });
    const before = await registered('A-');
    expect(before).toEqual([
      expect.objectContaining({
        registration_number: 'A-1',
        registered_on: '2018-08-01',
        route: 'REFUGEE',
        version: 1,
      }),
      expect.objectContaining({ registration_number: 'A-2', deregistered_on: '2019-01-31', route: null }),
    ]);
    const again = await registrations('a.csv', rows);
    expect(again).toMatchObject({ rows: 2, inserted: 0, updated: 0, unchanged: 2 });
    expect(again).not.toHaveProperty('rejectedFile');
    expect(await registered('A-')).toEqual(before);
  });

  it('changes what differs and raises its version; an absent column leaves values, an empty cell clears them', async () => {
    await registrations('b.csv', 'B-1;F-1;01.08.2018;;REFUGEE\nB-2;F-1;01.08.2018;;STUDY\n');
    const short = 'registration_number;file_number;registered_on\n';
    expect(await registrations('b2.csv', 'B-1;F-1;01.08.2018\nB-2;F-1;02.08.2018\n', short)).toMatchObject({
      updated: 1,
      unchanged: 1,
    });
    await registrations('b3.csv', 'B-1;F-1;01.08.2018;;\n');
    expect((await registered('B-')).map(({ route, version }) => [route, version])).toEqual([
      [null, 2],
      ['STUDY', 2],
    ]);
  });

  it('takes Windows-1252 and a mapping, a byte order mark, commas, and quoted line breaks', async () => {
    const mappingFile = await files.write(
      'courses.yaml',
      'columns: { Nr: course_number, Träger: provider, Kurs: title }\nconstants: { status: OFFERED }\n',
    );
    const german = await files.write(
      'c.csv',
      'Nr;Kurs;Träger\r\nC-1;Für Schüler;"Bürger-\r\nzentrum"\r\n',
      'windows-1252',
    );
    await run({ kind: 'language-courses', file: german, mappingFile });
    const marked = await files.write(
      'c2.csv',
      '\ufeffcourse_number,title,status\n"C-2","Kurs, mit ""Łódź""",PLANNED\n',
    );
    await run({ kind: 'language-courses', file: marked });
    expect((await rowsOf(database, 'city.language_course')).map(({ title, provider }) => [title, provider])).toEqual(
      expect.arrayContaining([
        ['Für Schüler', 'Bürger-\nzentrum'],
        ['Kurs, mit "Łódź"', null],
      ]),
    );
  });

  it('keeps the rejected rows of an earlier run through a dry run', async () => {
    const file = await files.write('kept.csv', `${REGISTRATIONS}KE-1;nobody;01.08.2018;;\n`);
    await run({ kind: 'registrations', file });
    expect(await run({ kind: 'registrations', file, dryRun: true })).toMatchObject({
      rejectedFile: `${file}.dry-run.rejected.csv`,
    });
    await writeFile(file, REGISTRATIONS);
    await run({ kind: 'registrations', file, dryRun: true });
    expect([(await files.rejected(file)).length, (await files.rejected(`${file}.dry-run`)).length]).toEqual([1, 0]);
  });

  it('stores signs that mean something to COPY as they are', async () => {
    const text = 'Zeile\\n mit \\. und\tTab und \\N';
    await run({
      kind: 'language-courses',
      file: await files.write('d.csv', `course_number;title;status\nD-1;"${text}";PLANNED\n`),
    });
    const courses = await rowsOf(database, 'city.language_course');
    expect(courses.find(({ course_number }) => course_number === 'D-1')).toMatchObject({ title: text });
  });

  it('leaves a record as it is whose processing is restricted, and lets the others in', async () => {
    await registrations('r.csv', 'V-1;F-1;01.08.2018;;REFUGEE\nV-2;F-1;01.08.2018;;REFUGEE\n');
    const [found] = await database.asApp<{ id: string }>(
      { institution: 'city', role: 'service' },
      `select id from city.registration where registration_number = 'V-1'`,
    );
    const declaration = REGISTRY.named('Registration')!;
    await restrictRecord(database, { declaration, author: 'city', id: found!.id, shown: {} });
    const rows = 'V-1;F-1;01.08.2018;;STUDY\nV-2;F-1;01.08.2018;;STUDY\n';
    expect(await registrations('r.csv', rows)).toMatchObject({ updated: 1, unchanged: 1, rejected: 0 });
    // Nobody of the institution reads what is restricted, the import included.
    expect((await registered('V-')).map(({ route }) => route)).toEqual(['STUDY']);
  });

  it('finds reference data by their number', async () => {
    await run({
      kind: 'language-courses',
      file: await files.write('e.csv', 'course_number;title;status\nE-1;Kurs;OFFERED\n'),
    });
    const rows = 'E-1;F-1;01.08.2018;ENROLLED\nE-2;F-1;01.08.2018;ENROLLED\nE-1;F-1;02.08.2018;ATTENDING\n';
    const file = await files.write('e2.csv', `course_number;file_number;enrolled_on;status\n${rows}`);
    expect(await run({ kind: 'language-enrolments', file })).toMatchObject({ inserted: 1, rejected: 2 });
    expect(
      (await files.rejected(file)).map((row) => [row.rejected_line, row.rejected_column, row.rejected_code]),
    ).toEqual([
      ['3', 'course_number', 'UNKNOWN_REFERENCE'],
      ['4', 'course_number', 'DUPLICATE_KEY'],
    ]);
  });
});

describe('a rejected row', () => {
  it('is written with line, column, code and reason, for its owner alone, and can be corrected and imported again', async () => {
    const rows = [
      'G-1;F-1;30.02.2018;;FLUCHT',
      'G-2;F-1;01.08.2018;;REFUGEE',
      '"G-3\n";nobody;01.08.2018;;',
      'G-2;F-1;01.08.2018;;STUDY',
      'G-4;F-1;01.08.2018',
      ';F-1;01.08.2018;;',
      'G-5;J-1;01.08.2018;;',
    ].join('\n');
    const file = await files.write('g.csv', REGISTRATIONS + rows);
    const summary = await run({ kind: 'registrations', file, batchRows: 2 });
    expect(summary).toMatchObject({ rows: 7, inserted: 1, rejected: 6, rejectedFile: `${file}.rejected.csv` });
    const rejected = await files.rejected(file);
    expect(rejected.map((row) => [row.rejected_line, row.rejected_column, row.rejected_code])).toEqual([
      ['2', 'registered_on, route', 'NOT_A_DATE, UNKNOWN_VALUE'],
      ['4', 'file_number', 'UNKNOWN_FILE_NUMBER'],
      ['6', 'registration_number', 'DUPLICATE_KEY'],
      ['7', '', 'TOO_FEW_CELLS'],
      ['8', 'registration_number', 'REQUIRED'],
      // Known, but to the jobcenter alone.
      ['9', 'file_number', 'UNKNOWN_FILE_NUMBER'],
    ]);
    expect(rejected[0]!.rejected_reason).toMatch(/^registered_on: must be a date.*; route: must be one of EU_MOBILITY/);
    expect(rejected[0]).toMatchObject({ registration_number: 'G-1', route: 'FLUCHT' });
    expect((await stat(summary.rejectedFile!)).mode & 0o777).toBe(0o600);

    const text = await readFile(summary.rejectedFile!, 'utf8');
    const corrected = await files.write(
      'g2.csv',
      text.replace('30.02.2018', '28.02.2018').replace('FLUCHT', 'REFUGEE'),
    );
    expect(await run({ kind: 'registrations', file: corrected })).toMatchObject({ rows: 6, inserted: 1, updated: 1 });
    expect((await registered('G-')).map((row) => row.registration_number)).toEqual(['G-1', 'G-2']);
  });

  it('names columns as the file does', async () => {
    const mappingFile = await files.write(
      'german.yaml',
      'columns: { Meldenummer: registration_number, Akte: file_number, Seit: registered_on }\n',
    );
    const file = await files.write('h.csv', 'Meldenummer;Akte;Seit\nH-1;F-1;gestern\n');
    await run({ kind: 'registrations', file, mappingFile });
    expect(await files.rejected(file)).toEqual([
      expect.objectContaining({
        rejected_column: 'Seit',
        rejected_reason: expect.stringMatching(/^Seit: /),
        Meldenummer: 'H-1',
      }),
    ]);
  });

  it('is found among many where only PostgreSQL knows: a booklet number that another institution has given', async () => {
    const header = 'file_number;booklet_number;status\n';
    await run({
      kind: 'booklets',
      institution: 'jobcenter',
      file: await files.write('i.csv', `${header}J-1;JC-7;ISSUED\n`),
    });
    const file = await files.write('i2.csv', `${header}F-1;JC-5;ISSUED\nF-2;JC-7;ISSUED\nF-3;JC-6;ISSUED\n`);
    expect(await run({ kind: 'booklets', file })).toMatchObject({ inserted: 2, rejected: 1 });
    expect(await files.rejected(file)).toEqual([
      expect.objectContaining({ rejected_line: '3', rejected_column: 'booklet_number', rejected_code: 'NUMBER_TAKEN' }),
    ]);
    expect(await run({ kind: 'booklets', file })).toMatchObject({ inserted: 0, unchanged: 2, rejected: 1 });
  });

  it('of an earlier run goes when the next run has none', async () => {
    const file = await files.write('j.csv', `${REGISTRATIONS}J-1;nobody;01.08.2018;;\n`);
    await run({ kind: 'registrations', file });
    await writeFile(file, `${REGISTRATIONS}J-1;F-1;01.08.2018;;\n`);
    await run({ kind: 'registrations', file });
    expect(await files.rejected(file)).toEqual([]);
  });

  it('is never written through a link or into a file that others may read', async () => {
    const file = await files.write('k.csv', `${REGISTRATIONS}K-1;nobody;01.08.2018;;\n`);
    const open = await files.write('k.csv.rejected.csv', 'old');
    await chmod(open, 0o644);
    await run({ kind: 'registrations', file });
    expect((await stat(open)).mode & 0o777).toBe(0o600);
  });
});

describe('an import as a whole', () => {
  it('is refused before the first row where the file, the kind or the institution is wrong', async () => {
    const file = await files.write('l.csv', `${REGISTRATIONS.replace('route', 'way')}L-1;F-1;01.08.2018;;\n`);
    await expect(run({ kind: 'registrations', file })).rejects.toMatchObject({ code: 'HEADER_UNKNOWN_COLUMN' });
    await expect(run({ kind: 'registration', file })).rejects.toMatchObject({
      code: 'KIND_UNKNOWN',
      message: expect.stringContaining('persons, qualifications, registrations'),
    });
    await expect(run({ kind: 'registrations', file, institution: 'caritas' })).rejects.toMatchObject({
      code: 'NOT_YOUR_KIND',
    });
    await expect(run({ kind: 'persons', file, institution: 'immigration-authority' })).rejects.toMatchObject({
      code: 'INSTITUTION_UNKNOWN',
    });
    await expect(run({ kind: 'registrations', file: '/nowhere.csv' })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
    await expect(run({ kind: 'registrations', file, mappingFile: '/nowhere.yaml' })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
    expect(await registered('L-')).toEqual([]);
  });

  it('is recorded with the hash of its file, and nobody else sees it', async () => {
    const text = `${REGISTRATIONS}M-1;F-1;01.08.2018;;\nM-2;nobody;01.08.2018;;\n`;
    await run({ kind: 'registrations', file: await files.write('m.csv', text) });
    const recorded = (institution: string) =>
      database.asApp({ institution, role: 'service' }, 'select * from core.import_run where file_sha256 = $1', [
        createHash('sha256').update(text).digest('hex'),
      ]);
    expect(await recorded('city')).toEqual([
      expect.objectContaining({
        institution: 'city',
        kind: 'registrations',
        finished_at: expect.any(Date),
        accepted: 1,
        changed: 1,
        unchanged: 0,
        rejected: 1,
      }),
    ]);
    expect(await recorded('jobcenter')).toEqual([]);
  });

  it('only says what would happen in a dry run, also across batches', async () => {
    const runs = () => database.asApp({ institution: 'city', role: 'service' }, 'select from core.import_run');
    const before = await runs();
    const file = await files.write(
      'n.csv',
      `${REGISTRATIONS}N-1;F-1;01.08.2018;;\nN-2;nobody;01.08.2018;;\nN-1;F-1;01.08.2018;;\n`,
    );
    const summary = await run({ kind: 'registrations', file, dryRun: true, batchRows: 1 });
    expect(summary).toMatchObject({ rows: 3, inserted: 1, rejected: 2 });
    expect(await files.rejected(`${file}.dry-run`)).toHaveLength(2);
    expect(await files.rejected(file)).toEqual([]);
    expect(await registered('N-')).toEqual([]);
    expect(await runs()).toHaveLength(before.length);
  });

  it('tells its progress in bytes and rows', async () => {
    const rows = Array.from({ length: 10 }, (_, index) => `O-${index};F-1;01.08.2018;;\n`).join('');
    const file = await files.write('o.csv', REGISTRATIONS + rows);
    const seen: number[][] = [];
    await run({ kind: 'registrations', file, batchRows: 4, onProgress: (...progress) => seen.push(progress) });
    const { size } = await stat(file);
    expect(seen.at(-1)).toEqual([size, size, 10]);
    expect(seen.map(([, , count]) => count)).toEqual([...seen.map(([, , count]) => count!)].sort((a, b) => a - b));
  });

  it('gathers fewer rows at a time where they are long', async () => {
    const long = 'x'.repeat(700_000);
    const rows = Array.from({ length: 12 }, (_, index) => `L-${index}${long};F-1;01.08.2018;;\n`).join('');
    const file = await files.write('long.csv', REGISTRATIONS + rows);
    const seen: number[] = [];
    const summary = await run({ kind: 'registrations', file, onProgress: (_read, _total, count) => seen.push(count) });
    expect(summary).toMatchObject({ rows: 12, rejected: 12 });
    expect(new Set(seen).size).toBeGreaterThan(2);
  });

  it('writes many rejected rows in the order of the file, whoever has rejected them', async () => {
    const numbers = Array.from({ length: 600 }, (_, index) => index);
    const rows = numbers.map((index) => `M-${index};F-${index % 2 ? 1 : 99};${index % 2 ? '31.02' : '01.08'}.2018;;\n`);
    const file = await files.write('many.csv', REGISTRATIONS + rows.join(''));
    expect(await run({ kind: 'registrations', file })).toMatchObject({ rows: 600, rejected: 600 });
    expect(
      (await files.rejected(file)).map(({ registration_number, rejected_code }) => [
        registration_number,
        rejected_code,
      ]),
    ).toEqual(numbers.map((index) => [`M-${index}`, index % 2 ? 'NOT_A_DATE' : 'UNKNOWN_FILE_NUMBER']));
  });

  it('says that the database is gone, and is simply repeated', async () => {
    const rows = Array.from({ length: 50 }, (_, index) => `P-${index};F-1;01.08.2018;;\n`).join('');
    const file = await files.write('p.csv', REGISTRATIONS + rows);
    let isKilled = false;
    const kill = (_read: number, _total: number, count: number) => {
      if (count < 10 || isKilled) return;
      isKilled = true;
      void database.asOwner(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'geleit-import' and datname = current_database()`,
      );
    };
    await expect(run({ kind: 'registrations', file, batchRows: 1, onProgress: kill })).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
    });
    expect(isKilled).toBe(true);
    expect(await run({ kind: 'registrations', file })).toMatchObject({ rows: 50, rejected: 0, updated: 0 });
    expect(await registered('P-')).toHaveLength(50);
  });

  it('lands as far as it can be read where a quotation mark is not closed', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => `S-${index};F-1;01.08.2018;;\n`).join('');
    const file = await files.write('s.csv', `${REGISTRATIONS}${rows}"S-20;F-1;01.08.2018;;\n`);
    await expect(run({ kind: 'registrations', file, batchRows: 5 })).rejects.toMatchObject({
      code: 'QUOTE_NOT_CLOSED',
      message: expect.stringContaining('line 22'),
    });
    expect(await registered('S-')).toHaveLength(20);
  });

  it('fails where its rejected rows cannot be written: nobody would know of them', async () => {
    const file = await files.write('t.csv', `${REGISTRATIONS}T-1;nobody;01.08.2018;;\n`);
    await mkdir(`${file}.rejected.csv`);
    await expect(run({ kind: 'registrations', file })).rejects.toMatchObject({ code: 'REJECTED_FILE_NOT_WRITABLE' });
  });

  it('tells no value of a row in its summary', async () => {
    const file = await files.write('u.csv', `${REGISTRATIONS}U-Geheim;nobody;01.08.2018;;\nU-2;F-1;Geheim;;\n`);
    expect(JSON.stringify(await run({ kind: 'registrations', file }))).not.toMatch(/Geheim|nobody|F-1/);
  });

  it('writes notes under professional secrecy as who may write them', async () => {
    await run({ kind: 'persons', institution: 'caritas', file: await files.write('v.csv', personsCsv(['K-1'])) });
    const file = await files.write('v2.csv', 'note_number;file_number;written_on;text\nV-1;K-1;01.08.2018;Notiz\n');
    expect(await run({ kind: 'counselling-notes', institution: 'caritas', file })).toMatchObject({ inserted: 1 });
    expect(
      await database.asApp({ institution: 'caritas', role: 'service' }, 'select from caritas.counselling_note'),
    ).toEqual([]);
  });

  it('says that the database cannot be reached', async () => {
    const appUrl = database.appUrl.replace(/:\d+\//, ':1/');
    const file = await files.write('q.csv', REGISTRATIONS);
    await expect(run({ kind: 'registrations', file, appUrl })).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });

  it('waits for another of its kind, so that both come to an end', async () => {
    const rows = (from: number) =>
      Array.from({ length: 300 }, (_, index) => `R-${(index * 7 + from) % 300};F-1;01.08.2018;;\n`).join('');
    const batchRows = 50;
    const both = await Promise.all(
      [0, 150].map(async (from) =>
        run({ kind: 'registrations', file: await files.write(`r${from}.csv`, REGISTRATIONS + rows(from)), batchRows }),
      ),
    );
    expect(both.map(({ inserted }) => inserted).sort((a, b) => a - b)).toEqual([0, 300]);
  });
});
