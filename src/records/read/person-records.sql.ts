import type { Asking } from '../../access/decision/decision';
import { ASK_GRANTS } from '../../access/decision/decide';
import type { Category } from '../../access/vocabulary';
import type { RecordDeclaration } from '../declaration';
import type { Settle } from './person-grants.sql';
import { recordJson, wholeJson } from './projection';
import type { RecordFields, RecordSelection } from './selection';
import { wholeKey } from './whole-records';

/** A person's records of one type are listed up to this number, the newest first. */
export const RECORDS_PER_PERSON = 100;

/**
 * SQL `'property', value` for one record type of a person in the look-ahead statement. Where the decision is certain for
 * every person it is not asked again; where it depends on grants, the table is not even touched without one.
 */
export function recordsJson(
  selection: RecordSelection,
  asking: Asking,
  condition: (category: Category) => string,
  settle: Settle,
): string {
  const { declaration, wholeAs } = selection;
  const { category, author, onPerson } = declaration;
  const permits = (own: boolean): string => {
    const decision = settle(category!, own);
    if (decision === ASK_GRANTS) return condition(category!);
    return decision.permit ? 'true' : 'false';
  };
  const property = wholeAs === undefined ? onPerson!.field : wholeKey(wholeAs);
  if (author === 'EACH') {
    const [own, others] = [permits(true), permits(false)];
    const readable = own === others ? own : `(t.institution = $1 and ${own} or ${others})`;
    return `'${property}', ${selectRecords(selection, ` and ${readable}`)}`;
  }
  const permitted = permits(author === asking.institution);
  if (permitted === 'false') return `'${property}', null`;
  const records = selectRecords(selection, '');
  return `'${property}', ${permitted === 'true' ? records : `case when ${permitted} then ${records} end`}`;
}

function selectRecords({ declaration, fields, wholeAs }: RecordSelection, where: string): string {
  const { table, author, newestBy, onPerson } = declaration;
  const json = wholeAs === undefined ? recordJson(declaration, fields, 't') : whole(declaration, fields);
  const newest = newestBy
    ? `t.${declaration.fields.find(({ name }) => name === newestBy)!.column} desc nulls last, t.id`
    : 't.updated_at desc, t.id';
  const of = `from ${table} t where t.person_id = k.id${where}`;
  if (!onPerson!.many) {
    const ownFirst = author === 'EACH' ? 't.institution = $1 desc, ' : '';
    return `(select ${json} ${of} order by ${ownFirst}${newest} limit 1)`;
  }
  return `coalesce((select json_agg(r.j) from (select ${json} as j ${of} order by ${newest} limit ${RECORDS_PER_PERSON}) r), '[]'::json)`;
}

/** The guard needs to know who wrote a row where every institution keeps its own. */
function whole(declaration: RecordDeclaration, fields: RecordFields): string {
  const json = wholeJson(declaration, fields, 't');
  return declaration.author === 'EACH' ? `json_build_object('by', t.institution, 'is', ${json})` : json;
}
