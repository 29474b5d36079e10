import type { Asking } from '../../access/decision/decision';
import { ASK_GRANTS } from '../../access/decision/decide';
import type { Policy } from '../../access/policy/policy';
import { dayColumn, type RecordDeclaration } from '../declaration';
import { forEachAuthor } from './grant-needs.sql';
import type { Coverage, Settle } from './person-grants.sql';
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
  policy: Policy,
  asking: Asking,
  coverage: Coverage,
  settle: Settle,
): string {
  const { declaration, wholeAs } = selection;
  const { author, onPerson } = declaration;
  const category = declaration.category!;
  const property = wholeAs === undefined ? onPerson!.field : wholeKey(wholeAs);
  const certain = (own: boolean): string | null => {
    const decision = settle(category, own);
    return decision === ASK_GRANTS ? null : String(decision.permit);
  };
  if (author === 'EACH') {
    const own = certain(true) ?? 'false';
    const byAuthor = () =>
      forEachAuthor(policy, asking.institution!, 't.institution', (by) => coverage.wholly(category, by));
    const others = certain(false) ?? byAuthor();
    const readable = own === others ? own : `(t.institution = $1 and ${own} or ${others})`;
    return `'${property}', ${selectRecords(selection, ` and ${readable}`)}`;
  }
  const permitted = certain(author === asking.institution);
  if (permitted === 'false') return `'${property}', null`;
  if (permitted === 'true') return `'${property}', ${selectRecords(selection, '')}`;
  const wholly = coverage.wholly(category, author);
  const column = dayColumn(declaration);
  if (column === undefined) return `'${property}', case when ${wholly} then ${selectRecords(selection, '')} end`;
  const byDay = coverage.byDay(category, author);
  const covered = `(${wholly} or ${coverage.dayCovered(category, author, `t.${column}`)})`;
  const records = selectRecords(selection, ` and ${covered}`, { column, givenWhere: byDay });
  return `'${property}', case when ${wholly} or ${byDay} then ${records} end`;
}

/** The day of a record that the guard has to know, and the SQL condition under which it has to. */
interface GivenDay {
  readonly column: string;
  readonly givenWhere: string;
}

function selectRecords({ declaration, fields, wholeAs }: RecordSelection, where: string, day?: GivenDay): string {
  const { table, author, newestBy, onPerson } = declaration;
  const json = wholeAs === undefined ? recordJson(declaration, fields, 't') : whole(declaration, fields);
  const newest = newestBy
    ? `t.${declaration.fields.find(({ name }) => name === newestBy)!.column} desc nulls last, t.id`
    : 't.updated_at desc, t.id';
  const ownFirst = author === 'EACH' && !onPerson!.many ? 't.institution = $1 desc, ' : '';
  const rows = `select ${json} as j${day ? `, t.${day.column} as day` : ''} from ${table} t where t.person_id = k.id${where}
    order by ${ownFirst}${newest} limit ${onPerson!.many ? RECORDS_PER_PERSON : 1}`;
  const row = day ? `case when ${day.givenWhere} then ${withDay(wholeAs)} else r.j end` : 'r.j';
  if (onPerson!.many) return `coalesce((select json_agg(${row}) from (${rows}) r), '[]'::json)`;
  return day ? `(select ${row} from (${rows}) r)` : `(${rows})`;
}

/** The guard needs to know who wrote a row where every institution keeps its own. */
function whole(declaration: RecordDeclaration, fields: RecordFields): string {
  const json = wholeJson(declaration, fields, 't');
  return declaration.author === 'EACH' ? `json_build_object('$by', t.institution, '$is', ${json})` : json;
}

/** The record `r.j` with its day, under keys that no query can ask for. */
function withDay(wholeAs: string | undefined): string {
  return wholeAs === undefined
    ? `(r.j::jsonb || jsonb_build_object('$day', r.day))::json`
    : `json_build_object('$day', r.day, '$is', r.j)`;
}
