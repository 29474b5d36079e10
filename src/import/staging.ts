import { once } from 'node:events';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { FieldValue } from '../records/kinds';

/** A column of checked rows. */
export interface StagedColumn {
  readonly name: string;
  readonly sqlType: string;
}

/** Holds the rows of a batch until its end. */
export const ROWS = 'import_row';
/** Holds the keys of a whole file, so that memory does not. */
export const KEYS = 'import_key';

/** The name of a logical column in the table of rows; no word of SQL begins so. */
export const staged = (column: string): string => `c_${column}`;

/** The column of that table with the logical columns of which a row gives no value that can be read; what is stored stays. */
export const LEFT_OUT = 'left_out';

/** The temporary tables of every import. */
export function stagingTables(columns: readonly StagedColumn[]): { name: string; definition: string }[] {
  const cells = columns.map(({ name, sqlType }) => `, ${staged(name)} ${sqlType}`).join('');
  return [
    { name: ROWS, definition: `(line integer not null, ${LEFT_OUT} text[] not null${cells}) on commit delete rows` },
    { name: KEYS, definition: `(key uuid primary key, line integer not null)` },
  ];
}

/**
 * Copies rows into the table of rows; those of an earlier batch go.
 * @param text lines as of `copyLine`; they must stay as they are until this has ended
 */
export async function stage(client: Client, columns: readonly StagedColumn[], text: Buffer): Promise<void> {
  await client.query(`truncate pg_temp.${ROWS}`);
  const names = ['line', LEFT_OUT, ...columns.map(({ name }) => staged(name))].join(', ');
  const copy = client.query(copyFrom(`copy pg_temp.${ROWS} (${names}) from stdin`));
  const done = once(copy, 'finish');
  copy.end(text);
  await done;
}

/**
 * A row in the text format of COPY.
 * @param leftOut logical columns whose cell could not be read
 */
export function copyLine(line: number, values: readonly (FieldValue | null)[], leftOut: readonly string[]): string {
  // Not `String`: V8 would remember thousands of the last texts, and so move each of them to the old part of the heap.
  let text = `${line.toFixed(0)}\t{${leftOut.join(',')}}`;
  for (const value of values) text += `\t${copyCell(value)}`;
  return `${text}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function copyCell(value: FieldValue | null): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return /[\\\n\r\t]/.test(value) ? value.replace(/[\\\n\r\t]/g, (sign) => ESCAPES[sign]!) : value;
}
