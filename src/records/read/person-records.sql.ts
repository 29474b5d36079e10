import type { Asking } from '../../access/decision/decision';
import { ASK_GRANTS } from '../../access/decision/decide';
import type { Policy } from '../../access/policy/policy';
import { isPersonRole } from '../../access/vocabulary';
import type { InstitutionId } from '../../access/vocabulary';
import { dayColumn, type RecordDeclaration } from '../declaration';
import { forEachAuthor } from './grant-needs.sql';
import type { Coverage, Settle } from './person-grants.sql';
import { newestFirst, recordJson, wholeJson } from './projection';
import type { RecordSelection } from './selection';

/** A person's records of one type are listed up to this number, the newest first. */
const RECORDS_PER_PERSON = 100;

/**
 * SQL of the JSON of a person's records of one type in the look-ahead statement; of the text that `readWhole` reads where
 * they are answered as a whole. Where the decision is certain for every person it is not asked again; where it depends on
 * grants, the table is not even touched without one.
 */
export function recordsJson(
  selection: RecordSelection,
  policy: Policy,
  asking: Asking,
  coverage: Coverage,
  settle: Settle,
): string {
  const { declaration } = selection;
  const { author } = declaration;
  const category = declaration.category!;
  const certain = (own: boolean): string | null => {
    const decision = settle(category, own);
    return decision === ASK_GRANTS ? null : String(decision.permit);
  };
  // What is restricted is stored only (Art. 18(2) GDPR): nobody but the person sees it.
  const stored = isPersonRole(asking.role) ? '' : ' and t.restricted_at is null';
  const day = dayColumn(declaration);
  const covered = (by: InstitutionId | null): string => {
    const wholly = coverage.wholly(category, by);
    return day === undefined ? wholly : `(${wholly} or ${coverage.dayCovered(category, by, `t.${day}`)})`;
  };
  if (author === 'EACH') {
    const [own, others] = [certain(true) ?? 'false', certain(false)];
    const byAuthor = (column: string, condition: (by: InstitutionId | null) => string) =>
      forEachAuthor(policy, asking.institution!, column, condition);
    const ofOthers = () => others ?? byAuthor('t.institution', covered);
    const readable = own === others ? own : `(t.institution = $1 and ${own} or ${ofOthers()})`;
    const given =
      day !== undefined && others === null
        ? { column: day, givenWhere: byAuthor('r.author', (by) => coverage.byDay(category, by)) }
        : undefined;
    return selectRecords(selection, `${stored} and ${readable}`, given);
  }
  const permitted = certain(author === asking.institution);
  if (permitted === 'false') return 'null';
  if (permitted === 'true') return selectRecords(selection, stored);
  const wholly = coverage.wholly(category, author);
  if (day === undefined) return `case when ${wholly} then ${selectRecords(selection, stored)} end`;
  const byDay = coverage.byDay(category, author);
  const records = selectRecords(selection, `${stored} and ${covered(author)}`, { column: day, givenWhere: byDay });
  return `case when ${wholly} or ${byDay} then ${records} end`;
}

/** The day of a record that the guard has to know, and the SQL condition on `r` under which it has to. */
interface GivenDay {
  readonly column: string;
  readonly givenWhere: string;
}

function selectRecords({ declaration, fields, wholeAs }: RecordSelection, where: string, day?: GivenDay): string {
  const { table, author, onPerson } = declaration;
  const isWhole = wholeAs !== undefined;
  const json = isWhole ? wholeJson(declaration, fields, 't') : recordJson(declaration, fields, 't');
  const marks = [
    ...(author === 'EACH' && (isWhole || day) ? ['t.institution as author'] : []),
    ...(day ? [`t.${day.column} as day`] : []),
    ...(isWhole ? ['t.disputes'] : []),
  ];
  const ownFirst = author === 'EACH' && !onPerson!.many ? 't.institution = $1 desc, ' : '';
  const rows = `select ${[`${json} as j`, ...marks].join(', ')} from ${table} t where t.person_id = k.id${where}
    order by ${ownFirst}${newestFirst(declaration, 't')} limit ${onPerson!.many ? RECORDS_PER_PERSON : 1}`;
  if (isWhole) return `(select ${onPerson!.many ? wholeList(author, day) : wholeRecord(author, day)} from (${rows}) r)`;
  if (onPerson!.many) return `coalesce((select json_agg(${markedRecord(day)}) from (${rows}) r), '[]'::json)`;
  return `(select ${markedRecord(day)} from (${rows}) r)`;
}

/** SQL of the record `r.j` with its day, where the guard has to know it, under a key that no query can ask for. */
function markedRecord(day: GivenDay | undefined): string {
  return day
    ? `case when ${day.givenWhere} then (r.j::jsonb || jsonb_build_object('$day', r.day))::json else r.j end`
    : 'r.j';
}

/** What the guard has to know of a record beside its text is rare: its day, the notes that dispute it. */
const isMarked = (day: GivenDay | undefined): string =>
  ['r.disputes is not null', ...(day ? [day.givenWhere] : [])].join(' or ');

const envelope = (day: GivenDay | undefined, author: string): string =>
  `json_build_object(${author}${day ? `'$day', r.day, ` : ''}'$disputes', r.disputes, '$is', r.j)`;

/** SQL of the text of one record: who wrote it, and the record. */
function wholeRecord(author: RecordDeclaration['author'], day: GivenDay | undefined): string {
  const by = author === 'EACH' ? `r.author || ' '` : `' '`;
  return `case when ${isMarked(day)} then '!' || ${by} || ${envelope(day, '')}::text else ' ' || ${by} || r.j::text end`;
}

/** SQL aggregate of the text of a list; each record says who wrote it where every institution keeps its own. */
function wholeList(author: RecordDeclaration['author'], day: GivenDay | undefined): string {
  if (author === 'EACH') return `'! ' || coalesce(json_agg(${envelope(day, `'$by', r.author, `)})::text, '[]')`;
  const marked = isMarked(day);
  return `case when bool_or(${marked}) then '! ' else '  ' end
    || coalesce(json_agg(case when ${marked} then ${envelope(day, '')} else r.j end)::text, '[]')`;
}
