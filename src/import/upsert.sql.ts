import type { ImportRule } from '../access/policy/policy';
import type { RecordDeclaration } from '../records/declaration';
import { conflictKey, isDecided, isLeftOut } from './decided.sql';

/** A column of a record's table and the SQL expression of its new value. */
export interface Assignment {
  readonly column: string;
  readonly expression: string;
}

/**
 * Inserts records, or changes those of the same natural key where a value differs. What is the same already keeps its
 * version; columns without an assignment keep their value, and so do those that a row leaves out, and what was decided in the hub.
 * @param from SQL after `select <expressions>`, with the rows as a table that has `LEFT_OUT`; every natural key may come up once
 * @param condition SQL on those rows, e.g. `where …`
 */
export function upsert(
  declaration: RecordDeclaration,
  assignments: readonly Assignment[],
  rule: ImportRule,
  from: string,
  condition = '',
): string {
  const { table } = declaration;
  const key = conflictKey(declaration);
  const columns = assignments.map(({ column }) => column);
  const changing = columns.filter((column) => !key.includes(column));
  const next = changing.map((column) => {
    const stays = [
      isDecided(declaration, column, rule),
      isLeftOut(declaration, assignments, column, from) ?? [],
    ].flat();
    return `case when ${stays.join(' or ')} then t.${column} else excluded.${column} end`;
  });
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
    select ${assignments.map(({ expression }) => expression).join(', ')} ${from} ${condition}
    on conflict (${key.join(', ')}) ${change}`;
}
