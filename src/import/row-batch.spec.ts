import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RejectedRow } from './rejected-rows';
import { RowBatch } from './row-batch';
import { rowProblem } from './row-problem';

const BAD = { values: null, problems: [rowProblem('UNREADABLE', 'route')] };
const good = (values: readonly (string | number | boolean | null)[]) => ({ values, problems: [] });
const ERASED = [rowProblem('ERASED', null)];
const NOBODY = new Map<number, never>();

/** Rows on lines 1, 2, … of which those with an empty first cell are bad. */
function fill(batch: RowBatch, rows: readonly (readonly string[])[]): void {
  rows.forEach((cells, index) => batch.add({ line: index + 1, cells }, cells[0] === '' ? BAD : good(cells)));
}

describe('a batch of rows', () => {
  it('gives back each row as it stood in the file, in the order of the file', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '😀', '\u0000', '\t', '\n', '\\', '"', '\u001f') });
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 20 });
    const batch = new RowBatch(20);
    fc.assert(
      fc.property(rows, fc.integer({ min: 2, max: 4 }), (given, each) => {
        batch.clear();
        fill(batch, given);
        const expected: RejectedRow[] = [];
        const refused = new Map<number, typeof ERASED>();
        given.forEach((cells, index) => {
          const line = index + 1;
          const isBad = cells[0] === '';
          if (!isBad && line % each === 0) refused.set(line, ERASED);
          if (isBad) expected.push({ line, cells, problems: BAD.problems });
          else if (line % each === 0) expected.push({ line, cells, problems: ERASED });
        });
        expect([...batch.rejected(refused)]).toEqual(expected);
      }),
    );
  });

  it('gives COPY the good rows alone, and tells their lines', () => {
    const batch = new RowBatch(4);
    batch.add({ line: 2, cells: [] }, good(['a\tb', null, 7, true]));
    batch.add({ line: 3, cells: [] }, BAD);
    batch.add({ line: 5, cells: [] }, good(['Łódź\\\n', 'x', -1, false]));
    expect(batch.copyText.toString()).toBe('2\t{}\ta\\tb\t\\N\t7\ttrue\n5\t{}\tŁódź\\\\\\n\tx\t-1\tfalse\n');
    expect([...batch.goodLines]).toEqual([2, 5]);
    batch.clear();
    expect([batch.size, batch.copyText.length, batch.goodLines.length, [...batch.rejected(NOBODY)]]).toEqual([
      0,
      0,
      0,
      [],
    ]);
  });

  it('tells of a row that lands without a value what is wrong with it, with what the database refuses besides', () => {
    const batch = new RowBatch(4);
    const lacking = { values: ['x', null], problems: [rowProblem('NUMBER_ROUNDED', 'phone')] };
    batch.add({ line: 2, cells: ['x', '1E+11'] }, lacking);
    batch.add({ line: 3, cells: ['x', '2E+11'] }, lacking);
    expect(batch.copyText.toString()).toBe('2\t{phone}\tx\t\\N\n3\t{phone}\tx\t\\N\n');
    const refused = new Map([[3, ERASED]]);
    expect([...batch.rejected(refused)]).toEqual([
      { line: 2, cells: ['x', '1E+11'], problems: lacking.problems, hasLanded: true },
      { line: 3, cells: ['x', '2E+11'], problems: [...lacking.problems, ...ERASED] },
    ]);
    expect(batch.countIncomplete(refused)).toBe(1);
  });

  it('is full with so many rows, and earlier where they are long', () => {
    const count = (cell: string): number => {
      const batch = new RowBatch(1000);
      for (let line = 1; !batch.isFull; line += 1) batch.add({ line, cells: [cell] }, line % 2 ? good([cell]) : BAD);
      return batch.size;
    };
    expect(count('short')).toBe(1000);
    expect(count('x'.repeat(100_000))).toBeLessThan(43);
  });

  it('holds on to none of the rows that wait in it', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const batch = new RowBatch(1000);
    const seen: WeakRef<readonly string[]>[] = [];
    (() => {
      for (let line = 1; line <= 1000; line += 1) {
        const cells = [line % 3 ? `R-${line}` : '', 'B-1'];
        seen.push(new WeakRef(cells));
        batch.add({ line, cells }, line % 3 ? good(cells) : { values: null, problems: [...BAD.problems] });
      }
    })();
    return new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      collect();
      expect(seen.filter((row) => row.deref()).length).toBeLessThan(10);
      expect(batch.size).toBe(1000);
    });
  });
});
