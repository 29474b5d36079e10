import type { ImportRule } from '../access/policy/policy';
import { keyColumnsOf, type RecordDeclaration } from '../records/declaration';
import { isDecided } from './decided.sql';

/** A column of a record's table and the SQL expression of its new value. */
export interface Assignment {
  readonly column: string;
  readonly expression: string;
}

/**
 * Inserts records, or changes those of the same natural key where a value differs. What is the same already keeps its
 * version; columns without an assignment keep their value, and so does what was decided in the hub.
 * @param from SQL after `select <expressions>`; every natural key may come up once
 */
export function upsert(
  declaration: RecordDeclaration,
  assignments: readonly Assignment[],
  rule: ImportRule,
  from: string,
): string {
  const { table } = declaration;
  const key = keyOf(declaration);
  const columns = assignments.map(({ column }) => column);
  const changing = columns.filter((column) => !key.includes(column));
  const next = changing.map(
    (column) => `case when ${isDecided(declaration, column, rule)} then t.${column} else excluded.${column} end`,
  );
  const sets = [
    ...changing.map((column, index) => `${column} = ${next[index]}`),
    'version = t.version + 1',
    'updated_at = now()',
  ];
  // What is restricted stays as it is until the restriction is lifted.
  const open = declaration.onPerson ? 't.restricted_at is null and ' : '';
  const stored = changing.map((column) => `t.${column}`);
  const change =
    changing.length === 0
      ? 'do nothing'
      : `do update set ${sets.join(', ')} where ${open}row(${stored.join(', ')}) is distinct from row(${next.join(', ')})`;
  return `insert into ${table} as t (${columns.join(', ')})
    select ${assignments.map(({ expression }) => expression).join(', ')} ${from}
    on conflict (${key.join(', ')}) ${change}`;
}

/** The columns by which PostgreSQL tells two records of this type apart. */
function keyOf(declaration: RecordDeclaration): string[] {
  const columns = keyColumnsOf(declaration);
  return declaration.author === 'EACH' ? ['institution', ...columns] : columns;
}
