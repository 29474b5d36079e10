import { ASK_GRANTS } from '../../access/decision/decide';
import type { Category } from '../../access/vocabulary';
import type { RecordDeclaration } from '../declaration';
import type { Settle } from './person-grants.sql';
import { authorOf, recordJson } from './projection';
import type { RecordSelection } from './selection';

/** A person's records of one type are listed up to this number, the newest first. */
export const RECORDS_PER_PERSON = 100;

/**
 * SQL `'field', value` for one record type of a person in the look-ahead statement. Where the decision is certain for
 * every person it is not asked again; where it depends on grants, the table is not even touched without one.
 */
export function recordsJson(
  { declaration, fields }: RecordSelection,
  condition: (category: Category) => string,
  settle: Settle,
): string {
  const permits = (own: boolean): string => {
    const decision = settle(declaration.category!, own);
    if (decision === ASK_GRANTS) return condition(declaration.category!);
    return decision.permit ? 'true' : 'false';
  };
  const field = declaration.onPerson!.field;
  if (declaration.author === 'EACH') {
    const own = `(t.institution = $1 and ${permits(true)})`;
    return `'${field}', ${selectRecords(declaration, fields, ` and (${own} or ${permits(false)})`)}`;
  }
  const permitted = permitsConstantAuthor(declaration, permits);
  return `'${field}', case when ${permitted} then ${selectRecords(declaration, fields, '')} end`;
}

function permitsConstantAuthor(declaration: RecordDeclaration, permits: (own: boolean) => string): string {
  const [own, others] = [permits(true), permits(false)];
  if (own === others) return own;
  return `(case when $1 = '${declaration.author}' then ${own} else ${others} end)`;
}

function selectRecords(declaration: RecordDeclaration, fields: RecordSelection['fields'], where: string): string {
  const { table, newestBy, onPerson } = declaration;
  const json = recordJson(declaration, fields, 't');
  const newest = newestBy
    ? `t.${declaration.fields.find(({ name }) => name === newestBy)!.column} desc nulls last, t.id`
    : 't.updated_at desc, t.id';
  const of = `from ${table} t where t.person_id = k.id${where}`;
  if (!onPerson!.many)
    return `(select ${json} ${of} order by ${authorOf(declaration, 't')} = $1 desc, ${newest} limit 1)`;
  return `coalesce((select json_agg(r.j) from (select ${json} as j ${of} order by ${newest} limit ${RECORDS_PER_PERSON}) r), '[]'::json)`;
}
