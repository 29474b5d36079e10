import { describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { detectLayout } from '../../src/import/delimiter';
import { useFiles } from './import-files.fixture';
import { readRows, type SourceRow } from '../../src/import/row-reader';
import type { SourceEncoding } from '../../src/import/encodings';

const files = useFiles();
const LAYOUT = { ...detectLayout('a;b\n'), mayBeCut: false };

async function rowsOf(
  text: string | Buffer,
  encoding: SourceEncoding = 'utf-8',
  delimiter: ';' | ',' = ';',
): Promise<SourceRow[]> {
  const file = await files.write('rows.csv', text, encoding);
  const rows: SourceRow[] = [];
  for await (const row of readRows(file, { ...LAYOUT, encoding, delimiter }, () => undefined)) rows.push(row);
  return rows;
}

describe('the rows of a CSV file', () => {
  it('are read with either line end, and with or without the last one', async () => {
    const expected = [
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', '2'] },
    ];
    expect(await rowsOf('a;b\r\n1;2\r\n')).toEqual(expected);
    expect(await rowsOf('a;b\n1;2')).toEqual(expected);
    expect(await rowsOf('"a";b\n"1";"2"\r\n')).toEqual(expected);
  });

  it('may have line breaks, delimiters and quotation marks in quoted cells; lines are counted as an editor does', async () => {
    expect(await rowsOf('a;b\n"one;\r\ntwo\n""three""";2\n3;4\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['one;\r\ntwo\n"three"', '2'] },
      { line: 5, cells: ['3', '4'] },
    ]);
  });

  it('are read over where nothing is in them', async () => {
    expect((await rowsOf('\na;b\n\n1;2\n ; \n;;;\n')).map(({ line }) => line)).toEqual([2, 4]);
  });

  it('lose a byte order mark, and keep German letters of Windows-1252', async () => {
    expect((await rowsOf('\ufeffa;b\n'))[0]!.cells).toEqual(['a', 'b']);
    expect((await rowsOf('Größe;Preis in €\n', 'windows-1252'))[0]!.cells).toEqual(['Größe', 'Preis in €']);
  });

  it('say of the last one that it may be cut, where the file ends without a line end', async () => {
    const read = async (text: string) => {
      const rows: SourceRow[] = [];
      const file = await files.write('cut.csv', text);
      for await (const row of readRows(file, { ...LAYOUT, encoding: 'utf-8', mayBeCut: true }, () => undefined)) {
        rows.push(row);
      }
      return rows.map(({ line, mayBeCut = false }) => [line, mayBeCut]);
    };
    expect(await read('a;b\n1;2\n3;4')).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(await read('a;b\n1;2\n ; ')).toEqual([
      [1, false],
      [2, false],
    ]);
  });

  it('survive a quotation mark that somebody forgot to double', async () => {
    expect((await rowsOf('a;b\nHaus "Sonne";2\n3;4\n')).map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['Haus "Sonne"', '2'],
      ['3', '4'],
    ]);
  });

  it('end where a quotation mark is never closed, and the line where it begins is named', async () => {
    const error = { code: 'QUOTE_NOT_CLOSED', message: expect.stringContaining('line 3') };
    await expect(rowsOf('a;b\n1;2\n"3;4\n5;6\n')).rejects.toMatchObject(error);
    await expect(rowsOf(`a;b\n1;2\n"3;4\n${'5;6\n'.repeat(400_000)}`)).rejects.toMatchObject(error);
    await expect(rowsOf(`a;b\n1;2\n"3;4\n${'5;6\n'.repeat(300_000)}";8\n9;10\n`)).rejects.toMatchObject(error);
    const late = rowsOf(`a;b\n${'1;2\n'.repeat(200)}"3;4\n`);
    await expect(late).rejects.toMatchObject({ message: expect.stringContaining('line 202') });
  });

  it('come out as they went in', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ';', ',', '\n', ' ', '\\', '😀'), maxLength: 6 });
    const row = fc.tuple(fc.string({ unit: fc.constantFrom('a', 'ß'), minLength: 1 }), cell, cell);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), fc.constantFrom(';', ','), async (rows, sign) => {
        const read = await rowsOf(stringify(rows, { delimiter: sign }), 'utf-8', sign as ';' | ',');
        expect(read.map(({ cells }) => cells)).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });

  it('tell how far the file has been read', async () => {
    const text = 'a;b\n'.repeat(100_000);
    const file = await files.write('progress.csv', text);
    const seen: number[] = [];
    const widths = new Set<number>();
    for await (const { cells } of readRows(file, { ...LAYOUT, encoding: 'utf-8' }, (bytes) => seen.push(bytes))) {
      widths.add(cells.length);
    }
    expect([...widths]).toEqual([2]);
    expect(seen[0]).toBeLessThan(text.length);
    expect(seen.at(-1)).toBe(text.length);
  });

  it('are read no faster than they are taken', async () => {
    const file = await files.write('slow.csv', 'a;b\n'.repeat(1_000_000));
    let bytes = 0;
    const rows = readRows(file, { ...LAYOUT, encoding: 'utf-8' }, (read) => (bytes = read));
    for (let taken = 0; taken < 100; taken += 1) {
      await rows.next();
      // Time enough to read on.
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
    await rows.return();
    expect(bytes).toBeLessThan(200_000);
  });
});
