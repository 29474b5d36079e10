import { stringify } from 'yaml';
import { columnsOf } from '../kinds';
import type { Delivery } from '../records/delivery';
import { DIALECTS } from './dialects';
import { exportedColumns, sourceHeader } from './write-csv';

type Source = Pick<Delivery, 'institution' | 'kind'>;

/** How a reader gets from the institution's file to the logical columns and values. */
export interface Mapping {
  /** Source header to logical column. */
  readonly columns: Readonly<Record<string, string>>;
  /** Logical column to its source values and what they mean. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Logical column to the value that every row has. */
  readonly constants?: Readonly<Record<string, string>>;
  /** Where the bytes of a file may not tell. */
  readonly encoding?: string;
}

/** The mapping of the institution's files of a kind; nothing where they use the logical names and values already. */
export function mappingOf(source: Source): Mapping | undefined {
  const { values, constants, encoding } = DIALECTS[source.institution];
  const columns = exportedColumns(source).map((column) => [sourceHeader(source, column), column] as const);
  const worded = exportedColumns(source).flatMap((column) => {
    const wording = values[`${source.kind}.${column}`];
    if (wording === undefined) return [];
    return [[column, Object.fromEntries(Object.entries(wording).map(([logical, word]) => [word, logical]))] as const];
  });
  const constant = columnsOf(source.kind).flatMap((column) => {
    const value = constants[`${source.kind}.${column}`];
    return value === undefined ? [] : [[column, value] as const];
  });
  if (columns.every(([header, column]) => header === column) && worded.length === 0 && constant.length === 0)
    return undefined;
  return {
    columns: Object.fromEntries(columns),
    ...(worded.length > 0 ? { values: Object.fromEntries(worded) } : {}),
    ...(constant.length > 0 ? { constants: Object.fromEntries(constant) } : {}),
    ...(encoding === 'utf-8' ? {} : { encoding }),
  };
}

/** The mapping as a YAML file. */
export function writeMapping({ institution, kind }: Source, mapping: Mapping): string {
  const heading = `# How the ${institution} exports ${kind}: source names on the left, Geleit's on the right.\n`;
  return heading + stringify(mapping, { lineWidth: 0 });
}
