import { saysNothing } from '../platform/text/filler';
import { isUnkeepable, normalText } from '../platform/text/normal-text';
import type { FieldValue } from '../records/kinds';
import { isEncodedTwice, isRounded } from './damaged-text';
import type { ImportColumn } from './import-column';
import { rowProblem, type RowProblem } from './row-problem';

/** What a cell means, or what is wrong with it. */
export interface CheckedCell {
  readonly value: FieldValue | null;
  readonly problem?: RowProblem;
}

const EMPTY: CheckedCell = { value: null };

/**
 * Checks the text of a cell by the rule of its field, in the normal form of a text. Control characters in a file taken for
 * Windows-1252 come from exports in the code page of DOS, whose umlauts lie there.
 */
export function checkCell(column: ImportColumn, text: string): CheckedCell {
  if (isEncodedTwice(text)) return { value: null, problem: rowProblem('ENCODED_TWICE', column.name) };
  const cell = normalText(text);
  if (cell === '') return column.required ? { value: null, problem: rowProblem('REQUIRED', column.name) } : EMPTY;
  if (isUnkeepable(cell)) return { value: null, problem: rowProblem('UNREADABLE', column.name) };
  if (isRounded(cell)) return { value: null, problem: rowProblem('NUMBER_ROUNDED', column.name) };
  const value = column.kind.fromText(cell);
  if (value === null) return withoutValue(column);
  // Where the text has not even the shape of a value, the kind says best what it wants instead.
  const problem = column.kind.check(value ?? cell);
  if (!problem) return { value: value ?? cell };
  if (saysNothing(cell)) return withoutValue(column);
  return { value: null, problem: { code: problem.code, column: column.name, reason: problem.message } };
}

/** The cell says in its own way that there is no value. */
function withoutValue({ name, required, ifNone }: ImportColumn): CheckedCell {
  if (!required) return EMPTY;
  const more = ifNone ?? 'what the cell says stands for no value';
  return { value: null, problem: rowProblem('REQUIRED', name, more) };
}
