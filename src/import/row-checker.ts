import { normalText } from '../platform/text/normal-text';
import type { FieldValue } from '../records/kinds';
import { checkCell } from './check-cell';
import type { Delimiter } from './delimiter';
import type { Header } from './header';
import type { DerivedImportColumn, ImportColumn, RowValues } from './import-column';
import type { Mapping } from './mapping';
import { rowProblem, type RowProblem } from './row-problem';
import { fromSpreadsheet } from './spreadsheet-text';

/** What a row says, and everything that is wrong with it. */
export interface CheckedRow {
  /**
   * In the order of `RowChecker.columns`; null where the row must not land. A value that could not be read and decides
   * nothing is null, and its column is among the problems.
   */
  readonly values: readonly (FieldValue | null)[] | null;
  readonly problems: readonly RowProblem[];
}

interface Part {
  readonly column: ImportColumn;
  readonly position: number | undefined;
  readonly constant: string;
  readonly words: ReadonlyMap<string, string> | undefined;
}

/** Turns the cells of a file into values, each checked by the rule that its field has in the API as well. */
export class RowChecker {
  /** What a checked row holds: the columns that the file or a constant gives, then the derived ones. */
  readonly columns: readonly { readonly name: string; readonly sqlType: string }[];
  private readonly parts: readonly Part[];
  private readonly derived: readonly DerivedImportColumn[];

  constructor(
    private readonly header: Header,
    columns: readonly ImportColumn[],
    derived: readonly DerivedImportColumn[],
    { constants, values }: Mapping,
    private readonly checkRow: (row: RowValues) => readonly RowProblem[],
    private readonly delimiter: Delimiter = ';',
  ) {
    const { positions } = header;
    this.parts = columns
      .filter(({ name }) => positions.has(name) || constants.has(name))
      .map((column) => ({
        column,
        position: positions.get(column.name),
        constant: constants.get(column.name) ?? '',
        words: values.get(column.name),
      }));
    const given = new Set(this.parts.map(({ column }) => column.name));
    this.derived = derived.filter(({ from }) => from.some((name) => given.has(name)));
    this.columns = [...this.parts.map(({ column }) => column), ...this.derived].map(({ name, kind }) => ({
      name,
      sqlType: kind.sqlType,
    }));
  }

  /** The values of a row, and everything that is wrong with it. */
  check(cells: readonly string[], mayBeCut = false): CheckedRow {
    if (cells.length > this.header.width) return rejected(rowProblem('TOO_MANY_CELLS', null));
    if (cells.length < this.header.width) return rejected(rowProblem('TOO_FEW_CELLS', null));
    if (hasRowsInCell(cells, this.delimiter)) return rejected(rowProblem('ROWS_IN_CELL', null));
    if (mayBeCut && this.canLackEnd(cells)) return rejected(rowProblem('MAY_BE_CUT', null));
    const row: Record<string, FieldValue | null> = {};
    const problems: RowProblem[] = [];
    let mayLand = true;
    for (const part of this.parts) {
      const { value, problem } = checkCell(
        part.column,
        translate(part, part.position === undefined ? part.constant : fromSpreadsheet(cells[part.position]!)),
      );
      if (problem) {
        problems.push(withHint(part.column, problem));
        mayLand &&= isLeftOut(part.column, problem);
      }
      row[part.column.name] = value;
    }
    if (!mayLand) return rejected(...problems);
    const together = this.checkRow(row);
    if (together.length > 0) return rejected(...problems, ...together);
    const values = this.parts.map(({ column }) => row[column.name]!);
    return { values: [...values, ...this.derived.map(({ derive }) => derive(row))], problems };
  }

  /** Whether more could follow on the last cell of a row: names and numbers go on, days and words of a list do not. */
  private canLackEnd(cells: readonly string[]): boolean {
    const last = this.parts.find(({ position }) => position === this.header.width - 1);
    const text = normalText(cells.at(-1) ?? '');
    if (!last || text === '') return false;
    return ['a', '0'].some((more) => checkCell(last.column, text + more).problem === undefined);
  }
}

function rejected(...problems: readonly RowProblem[]): CheckedRow {
  return { values: null, problems };
}

/** Tells besides where the words of an export get their meaning. */
function withHint({ name, kind }: ImportColumn, problem: RowProblem): RowProblem {
  if (kind.exampleCode === undefined || !['UNKNOWN_VALUE', 'BAD_FORMAT'].includes(problem.code)) return problem;
  return {
    ...problem,
    reason: `${problem.reason}; if the export has a word of its own for it, say so in the mapping: "values: {${name}: {<word of the export>: <value>}}"`,
  };
}

/** Whether a row lands without this cell. Where letters were lost, those of other cells may be wrong without a sign of it. */
function isLeftOut({ mayBeLeftOut = false }: ImportColumn, { code }: RowProblem): boolean {
  return mayBeLeftOut && code !== 'UNREADABLE' && code !== 'ENCODED_TWICE';
}

/**
 * Whether the first and the last line of a row of several would be whole rows without quotation marks: two stray ones make
 * one cell of all between them.
 */
function hasRowsInCell(cells: readonly string[], delimiter: Delimiter): boolean {
  if (cells.length < 2 || !cells.some((cell) => /[\r\n]/.test(cell))) return false;
  const lines = cells.join(delimiter).split(/\r\n?|\n/);
  const isWhole = (line: string | undefined) => line?.split(delimiter).length === cells.length;
  return isWhole(lines[0]) && isWhole(lines.at(-1));
}

function translate({ column, words }: Part, text: string): string {
  if (!words) return text;
  if (!column.isList) return word(words, text);
  return text
    .split('|')
    .flatMap((each) => {
      const meant = word(words, each);
      return meant === '' && normalText(each) !== '' ? [] : [meant];
    })
    .join('|');
}

/** A word without an entry stays as it is: files may mix the institution's words with Geleit's. */
function word(words: ReadonlyMap<string, string>, text: string): string {
  const normal = normalText(text);
  return words.get(normal) ?? normal;
}
