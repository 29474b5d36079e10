import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { detectLayout, type Delimiter } from './delimiter';
import { notWritable, rejectedFileOf, RejectedRows } from './rejected-rows';
import { rowProblem } from './row-problem';
import { readRows } from './row-reader';
import { surveySource } from './source-encoding';
import { fromSpreadsheet } from './spreadsheet-text';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'geleit-rejected-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Writes rows as rejected, and reads the file as an import does; without the columns that tell what was wrong. */
async function reread(names: readonly string[], rows: readonly (readonly string[])[], delimiter: Delimiter) {
  const file = rejectedFileOf(join(directory, 'f.csv'));
  const source = names.map((name, position) => ({ name, position }));
  const rejected = new RejectedRows(file, { width: names.length, positions: new Map(), source }, delimiter);
  await rejected.clear();
  await rejected.add(
    rows.map((cells, index) => ({ line: index + 2, cells, problems: [rowProblem('BAD_VALUE', null)] })),
  );
  await rejected.close();
  const survey = await surveySource(file, undefined);
  const read: (readonly string[])[] = [];
  const settings = { encoding: survey.encoding, ...detectLayout(survey.head), mayBeCut: survey.mayBeCut };
  for await (const { cells } of readRows(file, settings, () => undefined)) read.push(cells.slice(4));
  return read;
}

/** A spreadsheet runs what begins so, whatever blanks stand before it; a number alone is a number. */
const runs = (cell: string): boolean =>
  /^[\s\p{Z}]*[=+\-@＝＋－＠\t\r]/u.test(cell) && !/^[+-]?\d+(?:[.,]\d+)*$/.test(cell);

const SIGNS = [
  '=',
  '+',
  '-',
  '@',
  '＝',
  '\t',
  '\r',
  '\n',
  ' ',
  '\u00a0',
  "'",
  '"',
  '""',
  ';',
  ',',
  '|',
  '1',
  '0',
  'a',
  'ü',
  '😀',
  '\\',
];
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...SIGNS), maxLength: 6 }),
  fc.constantFrom(
    '="00123"',
    `'="00123"`,
    "'00123",
    "''00123",
    "'s-Gravenhage",
    "'=1",
    "''=1",
    "'-",
    '-5',
    '+49 5971 1',
    '=HYPERLINK("x";"y")',
  ),
  fc.string({ unit: 'grapheme' }).filter((text) => !/[\p{C}\ufffd]/u.test(text)),
);

describe('a file of rejected rows', () => {
  it.each(['ENOSPC', 'EDQUOT'])('names a full disk as such (%s)', (code) => {
    expect(notWritable('f.csv', Object.assign(new Error('write'), { code }))).toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringContaining('the disk is full'),
    });
  });

  it('names a device that is always full', async () => {
    const full = await writeFile('/dev/full', 'x').catch((error: unknown) => error);
    const expected = existsSync('/dev/full') ? 'DISK_FULL' : 'REJECTED_FILE_NOT_WRITABLE';
    expect(notWritable('f.csv', full)).toMatchObject({ code: expected });
  });

  it('runs nothing in a spreadsheet, and means the same when it is read again, also a second and third time', async () => {
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom<Delimiter>(';', ',', '\t', '|'), async (given, delimiter) => {
        const meant = given.map((cells) => cells.map(fromSpreadsheet));
        let [header, ...written] = await reread(['a', '=b', "'c"], given, delimiter);
        for (let time = 1; time <= 3; time += 1) {
          expect(written.flat().filter(runs)).toEqual([]);
          expect(header!.filter(runs)).toEqual([]);
          expect(written.map((cells) => cells.map(fromSpreadsheet))).toEqual(meant);
          [header, ...written] = await reread(header!.map(fromSpreadsheet), written, delimiter);
        }
      }),
      { numRuns: 60 },
    );
  });
});
