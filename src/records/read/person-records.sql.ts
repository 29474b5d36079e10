import type { Asking } from '../../access/decision/decision';
import { ASK_GRANTS } from '../../access/decision/decide';
import type { Policy } from '../../access/policy/policy';
import { dayColumn, type RecordDeclaration } from '../declaration';
import { forEachAuthor } from './grant-needs.sql';
import type { Coverage, Settle } from './person-grants.sql';
import { newestFirst, recordJson, wholeJson } from './projection';
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
  // What is restricted is stored only (Art. 18(2) GDPR): nobody but the person sees it.
  const stored = asking.role === 'person' ? '' : ' and t.restricted_at is null';
  if (author === 'EACH') {
    const own = certain(true) ?? 'false';
    const byAuthor = () =>
      forEachAuthor(policy, asking.institution!, 't.institution', (by) => coverage.wholly(category, by));
    const others = certain(false) ?? byAuthor();
    const readable = own === others ? own : `(t.institution = $1 and ${own} or ${others})`;
    return `'${property}', ${selectRecords(selection, `${stored} and ${readable}`)}`;
  }
  const permitted = certain(author === asking.institution);
  if (permitted === 'false') return `'${property}', null`;
  if (permitted === 'true') return `'${property}', ${selectRecords(selection, stored)}`;
  const wholly = coverage.wholly(category, author);
  const column = dayColumn(declaration);
  if (column === undefined) return `'${property}', case when ${wholly} then ${selectRecords(selection, stored)} end`;
  const [day, byDay] = [`t.${column}`, coverage.byDay(category, author)];
  const covered = `(${wholly} or ${byDay} and ${coverage.dayCovered(category, author, day)})`;
  const records = selectRecords(selection, `${stored} and ${covered}`, { day, givenWhere: byDay });
  return `'${property}', case when ${wholly} or ${byDay} then ${records} end`;
}

/** The day of a record that the guard has to know, and the SQL condition under which it has to. */
interface GivenDay {
  readonly day: string;
  readonly givenWhere: string;
}

function selectRecords({ declaration, fields, wholeAs }: RecordSelection, where: string, givenDay?: GivenDay): string {
  const { table, author, onPerson } = declaration;
  const plain = wholeAs === undefined ? recordJson(declaration, fields, 't') : whole(declaration, fields);
  const cases = [
    // Field by field the notes are a field of their own; a whole record gets them beside it, and hardly any has some.
    ...(wholeAs === undefined ? [] : [`when t.disputes is not null then ${disputed(declaration, fields, givenDay)}`]),
    ...(givenDay ? [`when ${givenDay.givenWhere} then ${withDay(plain, givenDay.day, wholeAs)}`] : []),
  ];
  const json = cases.length > 0 ? `case ${cases.join(' ')} else ${plain} end` : plain;
  const newest = newestFirst(declaration, 't');
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
  return declaration.author === 'EACH' ? `json_build_object('$by', t.institution, '$is', ${json})` : json;
}

/** A whole record with the notes that dispute it. */
function disputed(declaration: RecordDeclaration, fields: RecordFields, givenDay?: GivenDay): string {
  const by = declaration.author === 'EACH' ? `'$by', t.institution, ` : '';
  const day = givenDay ? `'$day', ${givenDay.day}, ` : '';
  return `json_build_object(${by}${day}'$disputes', t.disputes, '$is', ${wholeJson(declaration, fields, 't')})`;
}

/** The record with its day, under keys that no query can ask for. */
function withDay(json: string, day: string, wholeAs: string | undefined): string {
  return wholeAs === undefined
    ? `(${json}::jsonb || jsonb_build_object('$day', ${day}))::json`
    : `json_build_object('$day', ${day}, '$is', ${json})`;
}
