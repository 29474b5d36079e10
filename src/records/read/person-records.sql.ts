import type { Asking } from '../../access/decision/decision';
import { ASK_GRANTS } from '../../access/decision/decide';
import { GOES_ON } from '../../access/guard/whole-text';
import type { Policy } from '../../access/policy/policy';
import { isPersonRole } from '../../access/vocabulary';
import type { InstitutionId } from '../../access/vocabulary';
import { dayColumn, type RecordDeclaration } from '../declaration';
import { forEachAuthor } from './grant-needs.sql';
import type { Coverage, DecideWithoutPerson } from './person-grants.sql';
import { newestFirst, recordJson, wholeJson } from './projection';
import type { RecordFields, RecordSelection } from './selection';

/**
 * SQL of the JSON of a person's records of one type in the look-ahead statement; of the text that `readWhole` reads where
 * they are answered as a whole. Where the decision is certain for every person it is not asked again; where it depends on
 * grants, the table is not even touched without one.
 * @param shown how many records a list shows, the newest first; one more is read, to know whether there are more
 */
export function recordsJson(
  selection: RecordSelection,
  policy: Policy,
  asking: Asking,
  coverage: Coverage,
  decideWithoutPerson: DecideWithoutPerson,
  shown: number,
): string {
  const { declaration } = selection;
  const { author } = declaration;
  const category = declaration.category!;
  const certain = (own: boolean): string | null => {
    const decision = decideWithoutPerson(category, own);
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
    const byAuthor = (condition: (by: InstitutionId | null) => string) =>
      forEachAuthor(policy, asking.institution!, 't.institution', condition);
    const ofOthers = () => others ?? byAuthor(covered);
    const mine = own === 'true' ? 't.institution = $1' : 'false';
    const readable = own === others ? own : `(${mine} or ${ofOthers()})`;
    const given =
      day !== undefined && others === null
        ? { column: day, givenWhere: byAuthor((by) => coverage.byDay(category, by)) }
        : undefined;
    return selectRecords(selection, shown, `${stored} and ${readable}`, given);
  }
  const permitted = certain(author === asking.institution);
  if (permitted === 'false') return 'null';
  if (permitted === 'true') return selectRecords(selection, shown, stored);
  const wholly = coverage.wholly(category, author);
  if (day === undefined) return `case when ${wholly} then ${selectRecords(selection, shown, stored)} end`;
  const byDay = coverage.byDay(category, author);
  const records = selectRecords(selection, shown, `${stored} and ${covered(author)}`, {
    column: day,
    givenWhere: byDay,
  });
  return `case when ${wholly} or ${coverage.someDay(category)} then ${records} end`;
}

/** The day of a record that the guard has to know, and the SQL condition on `t` under which it has to. */
interface GivenDay {
  readonly column: string;
  readonly givenWhere: string;
}

function selectRecords(
  { declaration, fields, wholeAs }: RecordSelection,
  shown: number,
  where: string,
  day?: GivenDay,
): string {
  const { table, author, onPerson } = declaration;
  const isWhole = wholeAs !== undefined;
  const { many } = onPerson!;
  // Under a key that no query can ask for.
  const given = day ? [`'$day', case when ${day.givenWhere} then t.${day.column} end`] : [];
  const record = isWhole ? wholeRecord(declaration, fields, day) : recordJson(declaration, fields, 't', given);
  const ownFirst = author === 'EACH' && !many ? 't.institution = $1 desc, ' : '';
  const rows = `select ${record} as j from ${table} t where t.person_id = k.id${where}
    order by ${ownFirst}${newestFirst(declaration, 't')} limit ${many ? shown + 1 : 1}`;
  if (!many) return `(${rows})`;
  const list = isWhole
    ? `concat(case when count(*) > ${shown} then '${GOES_ON}' end, ' [', string_agg(r.j, ','), ']')`
    : `coalesce(json_agg(r.j), '[]'::json)`;
  return `(select ${list} from (${rows}) r)`;
}

/**
 * SQL of the text of a record as `readWhole` reads it. What the guard has to know beside the record follows it on a line of
 * its own. That is rare, but for who wrote it: a single record says so before its text, in a list each has a line.
 */
function wholeRecord(declaration: RecordDeclaration, fields: RecordFields, day: GivenDay | undefined): string {
  const { author, onPerson } = declaration;
  const json = wholeJson(declaration, fields, 't');
  const known = `'$disputes', t.disputes${day ? `, '$day', t.${day.column}` : ''}`;
  const line = (pairs: string) => `E',\\n' || json_build_object(${pairs})::text`;
  const noted = day
    ? `case when t.disputes is not null or ${day.givenWhere} then ${line(known)} end`
    : `E',\\n{"$disputes":' || t.disputes::text || '}'`;
  if (onPerson!.many) return `concat(${json}, ${author === 'EACH' ? line(`'$by', t.institution, ${known}`) : noted})`;
  return `concat(${author === 'EACH' ? 't.institution, ' : ''}' ', ${json}, ${noted})`;
}
