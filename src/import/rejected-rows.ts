import { open, rm, type FileHandle } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { Delimiter } from './delimiter';
import { REJECTED_COLUMNS, type Header } from './header';
import { ImportError } from './import-error';
import type { SourceRow } from './row-reader';
import type { RowProblem } from './row-problem';
import { forSpreadsheet } from './spreadsheet-text';

/** A row with everything that is wrong with it. */
export interface RejectedRow extends SourceRow {
  readonly problems: readonly RowProblem[];
  /** True where all of the row has landed but the cells that are named. */
  readonly hasLanded?: boolean;
}

/** Where the rejected rows of a file go; those of a dry run take nothing away from what a real one has left. */
export const rejectedFileOf = (file: string, isDryRun = false): string => `${file}${dry(isDryRun)}.rejected.csv`;

/** Where the rows go that differ from what was decided in the hub. */
export const leftAloneFileOf = (file: string, isDryRun = false): string => `${file}${dry(isDryRun)}.left-alone.csv`;

const dry = (isDryRun: boolean): string => (isDryRun ? '.dry-run' : '');

const HAS_LANDED = 'all else that the row says has landed, and what was stored in place of this stays';

/** Spreadsheets take UTF-8 without it for Windows-1252, and would damage the file that is to be corrected with them. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Rows that are put into words at a time: a file may be bad from its first row to its last. Fewer than V8 wants to see
 * before it takes what this makes for long-lived, and makes it in the old part of the heap at once.
 */
const SLICE_ROWS = 64;

/**
 * Writes rejected rows beside their file: what is wrong, then the cells as they were, so that they can be corrected and
 * imported again; and in the same form those of which something was left alone. The file holds personal data and is for its owner alone.
 */
export class RejectedRows {
  private handle: FileHandle | null = null;

  constructor(
    private readonly path: string,
    private readonly header: Header,
    private readonly delimiter: Delimiter,
  ) {}

  /** Takes away what an earlier run has left: it says nothing about this one. */
  async clear(): Promise<void> {
    await rm(this.path, { force: true }).catch(() => undefined);
  }

  /**
   * @returns how many there were
   * @throws ImportError REJECTED_FILE_NOT_WRITABLE, DISK_FULL
   */
  async add(rows: Iterable<RejectedRow>): Promise<number> {
    let count = 0;
    let slice: string[][] = [];
    for (const row of rows) {
      slice.push(this.cellsOf(row));
      count += 1;
      if (slice.length < SLICE_ROWS) continue;
      await this.write(slice);
      slice = [];
    }
    if (slice.length > 0) await this.write(slice);
    return count;
  }

  async close(): Promise<void> {
    await this.handle?.close();
  }

  private async write(lines: readonly string[][]): Promise<void> {
    const text = (rows: readonly string[][]) =>
      stringify(
        rows.map((cells) => cells.map(forSpreadsheet)),
        { delimiter: this.delimiter },
      );
    try {
      if (!this.handle) {
        // Never through a link, and never into a file that others may read already: `x` makes a new one.
        this.handle = await open(this.path, 'wx', 0o600);
        const header = [...REJECTED_COLUMNS, ...this.header.source.map(({ name }) => name)];
        await this.handle.write(BYTE_ORDER_MARK + text([header]));
      }
      await this.handle.write(text(lines));
    } catch (error) {
      throw notWritable(this.path, error);
    }
  }

  private cellsOf({ line, cells, problems, hasLanded }: RejectedRow): string[] {
    const distinct = (texts: readonly string[]) => [...new Set(texts)].join(', ');
    const columns = problems.map(({ column }) => this.nameOf(column));
    const reasons = problems.map(({ reason }, index) => (columns[index] ? `${columns[index]}: ${reason}` : reason));
    return [
      line.toFixed(0),
      distinct(columns.filter((name) => name !== '')),
      distinct(problems.map(({ code }) => code)),
      [...reasons, ...(hasLanded ? [HAS_LANDED] : [])].join('; '),
      // What is missing stays missing, so that nobody takes the row for corrected.
      ...this.header.source.flatMap(({ position }) => cells[position] ?? []),
      // Cells too many are shown as well, or nobody could tell which they are.
      ...cells.slice(this.header.width),
    ];
  }

  /** The name of a column as whoever corrects the file knows it. */
  private nameOf(column: string | null): string {
    if (column === null) return '';
    const position = this.header.positions.get(column);
    return this.header.source.find((each) => each.position === position)?.name ?? column;
  }
}

/** What the operator is told where a file cannot be written. */
export function notWritable(path: string, error: unknown): ImportError {
  const { code } = (error ?? {}) as { code?: string };
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new ImportError('DISK_FULL', `${path} cannot be written to its end: the disk is full.`)
    : new ImportError('REJECTED_FILE_NOT_WRITABLE', `${path} cannot be written (${code ?? 'unknown'}).`);
}
