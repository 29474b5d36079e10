import { stringify } from 'csv-stringify/sync';
import { encode } from 'iconv-lite';
import { columnsOf, isDateColumn } from '../kinds';
import type { Delivery } from '../records/delivery';
import { DIALECTS, type Dialect } from './dialects';
import { spellForWindows1252 } from './windows-1252';

/** The columns of the delivery that the institution's export contains. */
export function exportedColumns({ institution, kind }: Pick<Delivery, 'institution' | 'kind'>): string[] {
  const { constants } = DIALECTS[institution];
  return columnsOf(kind).filter((column) => constants[`${kind}.${column}`] === undefined);
}

/** The header under which the institution's export writes the column. */
export function sourceHeader({ institution, kind }: Pick<Delivery, 'institution' | 'kind'>, column: string): string {
  const { headers } = DIALECTS[institution];
  return headers[`${kind}.${column}`] ?? headers[column] ?? column;
}

/** The file as the institution's software would export it: bytes in its encoding. */
export function writeCsv(delivery: Delivery): Buffer {
  const dialect = DIALECTS[delivery.institution];
  const columns = exportedColumns(delivery);
  const cells = delivery.rows.map((row) =>
    columns.map((column) => cell(dialect, delivery.kind, column, (row as Record<string, string | undefined>)[column])),
  );
  const text = stringify([columns.map((column) => sourceHeader(delivery, column)), ...cells], {
    delimiter: dialect.delimiter,
    record_delimiter: dialect.lineEnd,
    // A line break inside a cell is a plain LF everywhere, as spreadsheets write it.
    quoted_match: /[\r\n]/,
  });
  const spelled = dialect.encoding === 'windows-1252' ? spellForWindows1252(text) : text;
  return encode(spelled, dialect.encoding, { addBOM: dialect.byteOrderMark });
}

function cell(dialect: Dialect, kind: string, column: string, value: string | undefined): string {
  if (value === undefined) return '';
  if (isDateColumn(column) && dialect.dates === 'GERMAN') return value.split('-').reverse().join('.');
  const wording = dialect.values[`${kind}.${column}`];
  if (wording === undefined) return value;
  const worded = wording[value];
  if (worded === undefined) throw new Error(`${kind}.${column} has no wording for the value ${value}.`);
  return worded;
}
