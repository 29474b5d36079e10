import { normalText } from '../platform/text/normal-text';
import type { ImportColumn } from './import-column';
import { refuseAll, type ImportProblem } from './import-error';
import type { Mapping } from './mapping';
import { fromSpreadsheet } from './spreadsheet-text';

/** The columns of a rejected file that tell what was wrong; an import reads over them. */
export const REJECTED_COLUMNS = ['rejected_line', 'rejected_column', 'rejected_code', 'rejected_reason'] as const;

/** What the first line of a file says. */
export interface Header {
  /** How many cells a row has. */
  readonly width: number;
  /** Logical column -> position of its cell. */
  readonly positions: ReadonlyMap<string, number>;
  /** Positions of cells that hold the institution's own data, and their names in the file. */
  readonly source: readonly { readonly position: number; readonly name: string }[];
}

/**
 * Compares a header with the columns of an import. Nothing is read over silently: what a column means must be known.
 * @throws ImportError HEADER_UNKNOWN_COLUMN, HEADER_DUPLICATE_COLUMN, HEADER_MISSING_COLUMN, all at once
 */
export function readHeader(
  file: string,
  cells: readonly string[],
  columns: readonly ImportColumn[],
  mapping: Mapping,
): Header {
  const names = withoutTrailingBlanks(cells.map((cell) => normalText(fromSpreadsheet(cell))));
  const positions = new Map<string, number>();
  const problems: ImportProblem[] = [];
  const unknown: number[] = [];
  names.forEach((name, position) => {
    if (mapping.ignore.has(name) || isOwnColumn(name)) return;
    const column = mapping.columns.get(name) ?? columns.find((each) => each.name === name)?.name;
    if (column === undefined) unknown.push(position);
    else if (positions.has(column) || mapping.constants.has(column)) {
      problems.push({ code: 'HEADER_DUPLICATE_COLUMN', message: `"${name}": ${column} is given already.` });
    } else positions.set(column, position);
  });
  // Where no column is known, the first line may be a row of data, and must not be repeated.
  const isHeader = positions.size > 0;
  for (const position of unknown) {
    const place = isHeader && names[position] ? `"${names[position]}"` : `column ${position + 1}`;
    problems.push({ code: 'HEADER_UNKNOWN_COLUMN', message: `${place} is not known.` });
  }
  for (const { name, required } of columns) {
    if (!required || positions.has(name) || mapping.constants.has(name)) continue;
    problems.push({ code: 'HEADER_MISSING_COLUMN', message: `${sourceNames(name, mapping)} is missing.` });
  }
  refuseAll(
    `${file}: ${isHeader ? 'the header does not fit.' : 'the first line does not name the columns.'}`,
    problems,
  );
  const source = names.flatMap((name, position) => (isOwnColumn(name) ? [] : { position, name }));
  return { width: cells.length, positions, source };
}

function isOwnColumn(name: string): boolean {
  return (REJECTED_COLUMNS as readonly string[]).includes(name);
}

/** Some exports end every line with a delimiter. */
function withoutTrailingBlanks(names: readonly string[]): string[] {
  const last = names.findLastIndex((name) => name !== '');
  return names.slice(0, last + 1);
}

function sourceNames(column: string, { columns }: Mapping): string {
  const names = [...columns].filter(([, name]) => name === column).map(([source]) => `"${source}"`);
  return names.length > 0 ? `${names.join(' or ')} (${column})` : column;
}
