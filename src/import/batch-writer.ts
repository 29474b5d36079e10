import type { Client } from 'pg';
import type { SessionSettings } from '../platform/postgres/session';
import { rowProblem, type RowProblem } from './row-problem';

/** Rows that lie between two lines of the file, both included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** What came of some rows. Those that are in no count were there already. */
export interface BatchOutcome {
  readonly inserted: number;
  readonly updated: number;
  /** By line, what differs from what was decided in the hub, which stays; what else the row says has landed. */
  readonly leftAlone: ReadonlyMap<number, readonly RowProblem[]>;
  /** By line. */
  readonly rejected: ReadonlyMap<number, readonly RowProblem[]>;
}

const NOTHING = { inserted: 0, updated: 0, leftAlone: new Map<number, readonly RowProblem[]>() };

/** Moves staged rows to their tables. */
export interface BatchWriter {
  /** Temporary tables besides those of the rows. */
  readonly tables: readonly { readonly name: string; readonly definition: string }[];
  write(client: Client, session: SessionSettings, range: LineRange): Promise<BatchOutcome>;
  /** The column that has the value on which a unique constraint insists, if it is one of the import's. */
  columnOf(constraint: string): string | null;
}

/**
 * Writes staged rows in one go. Where PostgreSQL refuses a value, halves of them are tried again until the rows that
 * it refuses are found; a number that another institution has taken cannot be seen before.
 * @param lines those of the staged rows, in their order
 */
export async function writeStaged(
  client: Client,
  writer: BatchWriter,
  session: SessionSettings,
  lines: Int32Array,
): Promise<BatchOutcome> {
  if (lines.length === 0) return { ...NOTHING, rejected: new Map() };
  await client.query('savepoint import_rows');
  try {
    const outcome = await writer.write(client, session, { first: lines[0]!, last: lines.at(-1)! });
    await client.query('release savepoint import_rows');
    return outcome;
  } catch (error) {
    const { code, constraint, table } = (error ?? {}) as Record<'code' | 'constraint' | 'table', unknown>;
    // What the access log cannot take is no fault of a row.
    if (!/^2[23]...$/.test(String(code)) || String(table).startsWith('access_entry')) throw error;
    await client.query('rollback to savepoint import_rows');
    if (lines.length === 1) {
      const problem = refusal(String(code), String(constraint), writer);
      return { ...NOTHING, rejected: new Map([[lines[0]!, [problem]]]) };
    }
  }
  const middle = lines.length >> 1;
  const before = await writeStaged(client, writer, session, lines.subarray(0, middle));
  const after = await writeStaged(client, writer, session, lines.subarray(middle));
  return {
    inserted: before.inserted + after.inserted,
    updated: before.updated + after.updated,
    leftAlone: new Map([...before.leftAlone, ...after.leftAlone]),
    rejected: new Map([...before.rejected, ...after.rejected]),
  };
}

/** Why PostgreSQL refused a row. */
function refusal(code: string, constraint: string, writer: BatchWriter): RowProblem {
  if (code === '23505') return rowProblem('NUMBER_TAKEN', writer.columnOf(constraint));
  // The file gives the one day of a period, and the record has the other.
  if (code === '23514' && constraint.endsWith('_in_order')) {
    return rowProblem('PERIOD_REVERSED', writer.columnOf(constraint));
  }
  return rowProblem('BAD_VALUE', null);
}
