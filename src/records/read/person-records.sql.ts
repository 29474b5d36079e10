import type { Asking } from '../../access/decision/decision';
import { ASK_GRANTS } from '../../access/decision/decide';
import type { Policy } from '../../access/policy/policy';
import { isPersonRole } from '../../access/vocabulary';
import type { InstitutionId } from '../../access/vocabulary';
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
  const stored = isPersonRole(asking.role) ? '' : ' and t.restricted_at is null';
  const column = dayColumn(declaration);
  const day = column && `t.${column}`;
  const covered = (by: InstitutionId | null): string => {
    const wholly = coverage.wholly(category, by);
    return day === undefined
      ? wholly
      : `(${wholly} or ${coverage.byDay(category, by)} and ${coverage.dayCovered(category, by, day)})`;
  };
  if (author === 'EACH') {
    const [own, others] = [certain(true) ?? 'false', certain(false)];
    const byAuthor = (condition: (by: InstitutionId | null) => string) =>
      forEachAuthor(policy, asking.institution!, 't.institution', condition);
    const readable = own === others ? own : `(t.institution = $1 and ${own} or ${others ?? byAuthor(covered)})`;
    const given =
      day !== undefined && others === null
        ? { day, givenWhere: byAuthor((by) => coverage.byDay(category, by)) }
        : undefined;
    return `'${property}', ${selectRecords(selection, `${stored} and ${readable}`, given)}`;
  }
  const permitted = certain(author === asking.institution);
  if (permitted === 'false') return `'${property}', null`;
  if (permitted === 'true') return `'${property}', ${selectRecords(selection, stored)}`;
  const wholly = coverage.wholly(category, author);
  if (day === undefined) return `'${property}', case when ${wholly} then ${selectRecords(selection, stored)} end`;
  const byDay = coverage.byDay(category, author);
  const records = selectRecords(selection, `${stored} and ${covered(author)}`, { day, givenWhere: byDay });
  return `'${property}', case when ${wholly} or ${byDay} then ${records} end`;
}

/** The day of a record that the guard has to know, and the SQL condition under which it has to. */
interface GivenDay {
  readonly day: string;
  readonly givenWhere: string;
}

/** What goes with a record under keys that no query can ask for: SQL of its day and of the notes that dispute it. */
interface Marks {
  readonly day?: string;
  readonly disputes?: string;
}

function selectRecords({ declaration, fields, wholeAs }: RecordSelection, where: string, givenDay?: GivenDay): string {
  const { table, author, onPerson } = declaration;
  const json = (marks: Marks = {}) =>
    wholeAs === undefined ? plain(declaration, fields, marks) : whole(declaration, fields, marks);
  const day = givenDay?.day;
  const cases = [
    // Field by field the notes are a field of their own; a whole record gets them beside it, and hardly any has some.
    ...(wholeAs === undefined ? [] : [`when t.disputes is not null then ${json({ day, disputes: 't.disputes' })}`]),
    ...(givenDay ? [`when ${givenDay.givenWhere} then ${json({ day })}`] : []),
  ];
  const row = cases.length > 0 ? `case ${cases.join(' ')} else ${json()} end` : json();
  const newest = newestFirst(declaration, 't');
  const of = `from ${table} t where t.person_id = k.id${where}`;
  if (!onPerson!.many) {
    const ownFirst = author === 'EACH' ? 't.institution = $1 desc, ' : '';
    return `(select ${row} ${of} order by ${ownFirst}${newest} limit 1)`;
  }
  return `coalesce((select json_agg(r.j) from (select ${row} as j ${of} order by ${newest} limit ${RECORDS_PER_PERSON}) r), '[]'::json)`;
}

/** The record with its day, where the guard has to know it, under a key that no query can ask for. */
function plain(declaration: RecordDeclaration, fields: RecordFields, { day }: Marks): string {
  const json = recordJson(declaration, fields, 't');
  return day === undefined ? json : `(${json}::jsonb || jsonb_build_object('$day', ${day}))::json`;
}

/** The same in the shape of the answer; the guard also needs to know who wrote a row where every institution keeps its own. */
function whole(declaration: RecordDeclaration, fields: RecordFields, { day, disputes }: Marks): string {
  const json = wholeJson(declaration, fields, 't');
  const known = [
    ...(declaration.author === 'EACH' ? [`'$by', t.institution`] : []),
    ...(day === undefined ? [] : [`'$day', ${day}`]),
    ...(disputes === undefined ? [] : [`'$disputes', ${disputes}`]),
  ];
  return known.length > 0 ? `json_build_object(${known.join(', ')}, '$is', ${json})` : json;
}
