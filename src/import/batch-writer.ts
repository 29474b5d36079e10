import type { Client } from 'pg';
import type { InstitutionId } from '../access/vocabulary';
import type { CheckedRow } from './row-checker';
import { rowProblem, type RowProblem } from './row-problem';

/** Rows that lie between two lines of the file, both included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** What came of some rows. Those that are neither inserted, updated nor rejected were there already. */
export interface BatchOutcome {
  readonly inserted: number;
  readonly updated: number;
  /** By line. */
  readonly rejected: ReadonlyMap<number, readonly RowProblem[]>;
}

/** Who writes. */
export interface WriteContext {
  readonly institution: InstitutionId;
  /** Who did it, for the history of consents. */
  readonly actor: string;
}

/** Moves staged rows to their tables. */
export interface BatchWriter {
  /** Temporary tables besides those of the rows. */
  readonly tables: readonly { readonly name: string; readonly definition: string }[];
  write(client: Client, context: WriteContext, range: LineRange): Promise<BatchOutcome>;
  /** The column that has the value on which a unique constraint insists, if it is one of the import's. */
  columnOf(constraint: string): string | null;
}

/**
 * Writes staged rows in one go. Where PostgreSQL refuses a value, halves of them are tried again until the rows that
 * it refuses are found; a number that another institution has taken cannot be seen before.
 */
export async function writeStaged(
  client: Client,
  writer: BatchWriter,
  context: WriteContext,
  rows: readonly CheckedRow[],
): Promise<BatchOutcome> {
  if (rows.length === 0) return { inserted: 0, updated: 0, rejected: new Map() };
  await client.query('savepoint import_rows');
  try {
    const outcome = await writer.write(client, context, { first: rows[0]!.line, last: rows.at(-1)!.line });
    await client.query('release savepoint import_rows');
    return outcome;
  } catch (error) {
    const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
    if (typeof code !== 'string' || !/^2[23]...$/.test(code)) throw error;
    await client.query('rollback to savepoint import_rows');
    if (rows.length === 1) {
      const problem =
        code === '23505'
          ? rowProblem('NUMBER_TAKEN', writer.columnOf(String(constraint)))
          : rowProblem('BAD_VALUE', null);
      return { inserted: 0, updated: 0, rejected: new Map([[rows[0]!.line, [problem]]]) };
    }
  }
  const middle = rows.length >> 1;
  const before = await writeStaged(client, writer, context, rows.slice(0, middle));
  const after = await writeStaged(client, writer, context, rows.slice(middle));
  return {
    inserted: before.inserted + after.inserted,
    updated: before.updated + after.updated,
    rejected: new Map([...before.rejected, ...after.rejected]),
  };
}
