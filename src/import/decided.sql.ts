import type { ImportRule } from '../access/policy/policy';
import { DECIDED, IMPORT_SETTING } from '../records/common-columns';
import { isDispensable, keyColumnsOf, sourcesOf, type RecordDeclaration } from '../records/declaration';
import { columnName } from './import-column';
import { LEFT_OUT } from './staging';
import type { Assignment } from './upsert.sql';

/**
 * Says to the transaction of a batch that it is an import, and when its file was exported: at the latest when the run
 * `$1` began.
 */
export const WITHIN_RUN = `select set_config('${IMPORT_SETTING}', r.id::text, true),
    set_config('geleit.exported_at', least(r.exported_at, r.started_at)::text, true) from core.import_run r where r.id = $1`;

/**
 * Condition: what stands in a column of the record `t` was decided in the hub, and a file leaves it alone. Where other
 * mutations alone lead a record through its life, such as a booklet's, its columns make sense together only.
 */
export function isDecided(declaration: RecordDeclaration, column: string, rule: ImportRule): string {
  const columns = declaration.recordedThrough
    ? 'null'
    : `'{${declaration.fields
        .filter((field) => field.column === column)
        .flatMap((field) => sourcesOf(declaration, field))
        .map((field) => field.column)
        .join(',')}}'`;
  return `(t.${DECIDED} is not null and core.decided_in_hub(t.${DECIDED}, ${columns}, ${rule === 'FILE_WINS'}))`;
}

/**
 * The lines whose records differ from the file in what was decided in the hub, and the columns that do.
 * @param from SQL after `from` with the rows as `alias`, up to a condition that more can be added to
 */
export function decidedLines(
  declaration: RecordDeclaration,
  assignments: readonly Assignment[],
  rule: ImportRule,
  { alias, from }: { readonly alias: string; readonly from: string },
): string {
  const { fields, table } = declaration;
  const key = conflictKey(declaration);
  const valueOf = new Map(assignments.map(({ column, expression }) => [column, expression]));
  const columns = fields
    .filter(({ column, exposed }) => exposed && valueOf.has(column) && !key.includes(column))
    .map(
      (field) => `case when t.${field.column} is distinct from ${valueOf.get(field.column)}
            and not ('${columnName(field)}' = any (${LEFT_OUT}))
            and ${isDecided(declaration, field.column, rule)} then '${columnName(field)}' end`,
    );
  // Most institutions decide little in the hub: where nothing is marked, nothing is looked up.
  return `select ${alias}.line, array_remove(array[${columns.join(', ')}]::text[], null) as columns
      from ${from} cross join lateral (select x.* from ${table} x
        where ${key.map((column) => `x.${column} = ${valueOf.get(column)}`).join(' and ')} limit 1) t
      where (select true from ${table} x where x.${DECIDED} is not null limit 1) and t.${DECIDED} is not null`;
}

/**
 * Condition: the row that PostgreSQL would write into the record `t` gives no value of a column that can be read; null where
 * a row always gives one.
 * @param from as of `decidedLines`
 */
export function isLeftOut(
  declaration: RecordDeclaration,
  assignments: readonly Assignment[],
  column: string,
  from: string,
): string | null {
  const sources = declaration.fields
    .filter((field) => field.column === column)
    .flatMap((field) => sourcesOf(declaration, field))
    .filter((field) => isDispensable(declaration, field));
  if (sources.length === 0) return null;
  const key = assignments.filter((each) => conflictKey(declaration).includes(each.column));
  const names = sources.map((field) => `'${columnName(field)}'`).join(', ');
  return `(${key.map((each) => `excluded.${each.column}`).join(', ')}) in (
      select ${key.map(({ expression }) => expression).join(', ')} ${from} where ${LEFT_OUT} && array[${names}])`;
}

/** The columns by which PostgreSQL tells two records of this type apart. */
export function conflictKey(declaration: RecordDeclaration): string[] {
  const columns = keyColumnsOf(declaration);
  return declaration.author === 'EACH' ? ['institution', ...columns] : columns;
}

/** The SQL column `leftAlone` of an outcome, from the lines above. */
export function leftAlone(from: string): string {
  return `(select coalesce(json_agg(json_build_array(alike.columns, alike.lines)), '[]')
      from (select columns, json_agg(line) as lines from (${from}) d where columns <> '{}' group by columns) alike) as "leftAlone"`;
}
