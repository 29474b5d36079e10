import { PackedTexts } from './packed-texts';
import type { RejectedRow } from './rejected-rows';
import type { CheckedRow } from './row-checker';
import type { RowProblem } from './row-problem';
import type { SourceRow } from './row-reader';
import { copyLine } from './staging';

/** Rows may be long; a batch of them is written once it takes this much, however few they are. */
const BATCH_BYTES = 1 << 22;

/** What the check of a row has found. */
const [SOUND, INCOMPLETE, BAD] = [0, 1, 2];

/**
 * The rows of one transaction. They wait while PostgreSQL writes those before; objects that wait so long would move to
 * the old part of the heap, which then grows to a multiple of what is in use before it is cleared. So they are kept as
 * bytes, in room that the next rows use again.
 */
export class RowBatch {
  /** Every row as it stands in the file, with what is wrong with it: also a good one may be rejected by the database. */
  private readonly rows: PackedTexts;
  private readonly lines: Int32Array;
  private readonly faults: Uint8Array;
  /** What COPY takes of the good rows. */
  private readonly good: PackedTexts;
  private readonly linesOfGood: Int32Array;

  /** @param most how many rows there can be */
  constructor(private readonly most: number) {
    this.rows = new PackedTexts(most);
    this.lines = new Int32Array(most);
    this.faults = new Uint8Array(most);
    this.good = new PackedTexts(most);
    this.linesOfGood = new Int32Array(most);
  }

  get size(): number {
    return this.rows.size;
  }

  get isFull(): boolean {
    return this.size === this.most || this.rows.length + this.good.length >= BATCH_BYTES;
  }

  /** Lines of the good rows, in the order of the file. */
  get goodLines(): Int32Array {
    return this.linesOfGood.subarray(0, this.good.size);
  }

  /** The good rows in the text format of COPY. */
  get copyText(): Buffer {
    return this.good.bytes;
  }

  add({ line, cells }: SourceRow, { values, problems }: CheckedRow): void {
    this.lines[this.size] = line;
    this.faults[this.size] = values === null ? BAD : problems.length > 0 ? INCOMPLETE : SOUND;
    this.rows.add(JSON.stringify({ line, cells, problems } satisfies RejectedRow));
    if (values === null) return;
    this.linesOfGood[this.good.size] = line;
    const leftOut = problems.map(({ column }) => column!);
    this.good.add(copyLine(line, values, leftOut));
  }

  /** The bad rows, those that the database has refused, and those that lack a value, in the order of the file. */
  *rejected(refused: ReadonlyMap<number, readonly RowProblem[]>): Generator<RejectedRow, void, void> {
    for (let index = 0; index < this.size; index += 1) {
      const more = refused.get(this.lines[index]!);
      if (!more && this.faults[index] === SOUND) continue;
      const row = JSON.parse(this.rows.at(index)) as RejectedRow;
      if (more) yield { ...row, problems: [...row.problems, ...more] };
      else yield this.faults[index] === INCOMPLETE ? { ...row, hasLanded: true } : row;
    }
  }

  /** How many rows have landed without a value that could not be read. */
  countIncomplete(refused: ReadonlyMap<number, readonly RowProblem[]>): number {
    let count = 0;
    for (let index = 0; index < this.size; index += 1) {
      if (this.faults[index] === INCOMPLETE && !refused.has(this.lines[index]!)) count += 1;
    }
    return count;
  }

  /** The rows of which something is to be told, in the order of the file. */
  *told(of: ReadonlyMap<number, readonly RowProblem[]>): Generator<RejectedRow, void, void> {
    for (let index = 0; of.size > 0 && index < this.size; index += 1) {
      const problems = of.get(this.lines[index]!);
      if (problems) yield { ...(JSON.parse(this.rows.at(index)) as RejectedRow), problems };
    }
  }

  clear(): void {
    this.rows.clear();
    this.good.clear();
  }
}
