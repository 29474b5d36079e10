import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { encode } from 'iconv-lite';
import { useDatabase } from '../kit/database';
import type { SourceEncoding } from '../../src/import/encodings';
import { importInto, personsCsv, REGISTRATIONS, registrationsOf, rowsOf, useFiles } from './import-files.fixture';

const files = useFiles();
const database = useDatabase(async (fresh) => {
  await importInto(fresh)({ kind: 'persons', file: await files.write('known.csv', personsCsv(['F-1', 'F-2'])) });
});
const run: ReturnType<typeof importInto> = (options) => importInto(database)(options);

describe('a file of another system', () => {
  it('takes tabs, a line for spreadsheets, UTF-16, line ends of carriage returns, and an encoding that is told', async () => {
    const title = (number: string, name: string) => `course_number;title;status\r\n${number};${name};PLANNED\r\n`;
    const deliveries: [string, string | Buffer, SourceEncoding?][] = [
      ['W-1', `sep=;\r\n${title('W-1', 'Kurs für Ärzte')}`],
      ['W-2', title('W-2', 'Kurs für Ärzte').replaceAll(';', '\t')],
      ['W-3', title('W-3', 'Kurs für Ärzte').replaceAll('\r\n', '\r').replaceAll(';', '|')],
      ['W-4', Buffer.from(`\ufeff${title('W-4', 'Kurs für Ärzte')}`, 'utf16le')],
      ['W-5', encode(title('W-5', 'Kurs für Ärzte'), 'cp850'), 'cp850'],
    ];
    for (const [number, text, encoding] of deliveries) {
      const file = await files.write(`${number}.csv`, text);
      expect(await run({ kind: 'language-courses', file, encoding })).toMatchObject({ inserted: 1, rejected: 0 });
    }
    const titles = (await rowsOf(database, 'city.language_course')).filter((row) =>
      /^W-/.test(String(row.course_number)),
    );
    expect(titles.map((row) => row.title)).toEqual(deliveries.map(() => 'Kurs für Ärzte'));
    const told = await files.write('cp850.yaml', 'encoding: cp850\n');
    const again = await files.write('W-6.csv', encode(title('W-6', 'Jörn'), 'cp850'));
    await expect(run({ kind: 'language-courses', file: again })).rejects.toMatchObject({ code: 'ENCODING_UNCLEAR' });
    expect(await run({ kind: 'language-courses', file: again, mappingFile: told })).toMatchObject({ inserted: 1 });
  });

  it('lands a good row whatever an earlier row of its key lacks, and only the first good one', async () => {
    const rows =
      'Y-1;nobody;01.08.2018;;\nY-1;F-1;02.08.2018;;\nY-1;F-1;03.08.2018;;\nY-2;F-1;31.02.2018;;\nY-2;F-2;01.08.2018;;\n';
    for (const batchRows of [1, 5_000]) {
      const file = await files.write(`y${batchRows}.csv`, REGISTRATIONS + rows.replaceAll('Y-', `Y${batchRows}-`));
      expect(await run({ kind: 'registrations', file, batchRows })).toMatchObject({ inserted: 2, rejected: 3 });
      expect((await files.rejected(file)).map((row) => [row.rejected_line, row.rejected_code])).toEqual([
        ['2', 'UNKNOWN_FILE_NUMBER'],
        ['4', 'DUPLICATE_KEY'],
        ['5', 'NOT_A_DATE'],
      ]);
      const landed = await registrationsOf(database, `Y${batchRows}-`);
      expect(landed.map((row) => row.registered_on)).toEqual(['2018-08-02', '2018-08-01']);
    }
  });

  it('lands no cell that is cut, holds other rows, was encoded twice, or was shortened by a spreadsheet', async () => {
    const file = await files.write(
      'z.csv',
      'course_number;title;status\nZ-1;"Kurs;PLANNED\nZ-2;Kurs";PLANNED\nZ-3;KÃ¼che;PLANNED\n1,23457E+11;Kurs;PLANNED\n' +
        'Z-4;"Zwei\nZeilen";PLANNED\n="00123";Kurs;PLANNED\n\'00124;Kurs;PLANNED\n',
    );
    expect(await run({ kind: 'language-courses', file })).toMatchObject({ inserted: 3, rejected: 3 });
    expect((await files.rejected(file)).map((row) => row.rejected_code)).toEqual([
      'ROWS_IN_CELL',
      'ENCODED_TWICE',
      'NUMBER_ROUNDED',
    ]);
    const cut = await files.write('cut.csv', 'course_number;status;title\nCU-1;PLANNED;Kurs\nCU-2;PLANNED;Ku');
    expect(await run({ kind: 'language-courses', file: cut })).toMatchObject({ inserted: 1, rejected: 1 });
    expect(await files.rejected(cut)).toEqual([expect.objectContaining({ rejected_code: 'MAY_BE_CUT' })]);
    const whole = await files.write('whole.csv', 'course_number;title;status\nCU-3;Kurs;PLANNED');
    expect(await run({ kind: 'language-courses', file: whole })).toMatchObject({ inserted: 1 });
    const numbers = (await rowsOf(database, 'city.language_course')).map((row) => row.course_number);
    expect(numbers).toEqual(expect.arrayContaining(['00123', '00124']));
  });

  it('lands the good rows of a batch that end at one without an end', async () => {
    const file = await files.write(
      'open.csv',
      `${REGISTRATIONS}OP-1;F-1;01.08.2018;;\nOP-2;F-1;01.08.2018;;\n"OP-3;F-1;;\n`,
    );
    await expect(run({ kind: 'registrations', file })).rejects.toMatchObject({ code: 'QUOTE_NOT_CLOSED' });
    expect(await registrationsOf(database, 'OP-')).toHaveLength(2);
  });

  it('gives rejected rows back without formulas, and takes them again as they were', async () => {
    const file = await files.write('formula.csv', `course_number;title;status\nFX-1;"=HYPERLINK(""x"")";no\n`);
    await run({ kind: 'language-courses', file });
    const text = await readFile(`${file}.rejected.csv`, 'utf8');
    expect(text).toContain(`'=HYPERLINK`);
    const corrected = await files.write('formula2.csv', text.replace(';no', ';PLANNED'));
    expect(await run({ kind: 'language-courses', file: corrected })).toMatchObject({ inserted: 1 });
    const titles = (await rowsOf(database, 'city.language_course')).map((row) => row.title);
    expect(titles).toContain('=HYPERLINK("x")');
  });
});
