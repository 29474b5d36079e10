import type { FieldValue } from '../records/kinds';
import type { ImportColumn } from './import-column';
import { rowProblem, type RowProblem } from './row-problem';

/** What a cell means, or what is wrong with it. */
export interface CheckedCell {
  readonly value: FieldValue | null;
  readonly problem?: RowProblem;
}

const EMPTY: CheckedCell = { value: null };

/**
 * Bytes that the encoding does not know, and control characters that PostgreSQL or a reader would stumble over. In a
 * file taken for Windows-1252 they come from exports in the code page of DOS, whose umlauts lie there.
 */
// eslint-disable-next-line no-control-regex
const UNREADABLE = /[\u0000\u0080-\u009f\ufffd]/;

/** Checks the text of a cell by the rule of its field. White space around it counts for nothing. */
export function checkCell(column: ImportColumn, text: string): CheckedCell {
  const cell = text.trim();
  if (cell === '') {
    return column.required ? { value: null, problem: rowProblem('REQUIRED', column.name) } : EMPTY;
  }
  if (UNREADABLE.test(cell)) return { value: null, problem: rowProblem('UNREADABLE', column.name) };
  // Where the text has not even the shape of a value, the kind says best what it wants instead.
  const value = column.kind.fromText(cell) ?? cell;
  const problem = column.kind.check(value);
  return problem
    ? { value: null, problem: { code: problem.code, column: column.name, reason: problem.message } }
    : { value };
}
