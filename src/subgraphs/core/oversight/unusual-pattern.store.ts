import { logThing, logValues, parameter } from '../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { notFound } from '../../../platform/errors';
import { pageOf, type Page } from '../../../records/api/page';
import type { DayOfStaff, Pattern } from './detect-patterns';
import type { PatternFinding, PatternState } from './unusual-pattern.type';
import { STAFF_NAMES } from './staff-names.store';

/** Words of the log that say how many wrong codes one entry stands for. */
const LOCKED_OUT = `'^lockedOut\\.(\\d+)$'`;

const MIDNIGHT = (day: string) => `${day}::date::timestamp at time zone 'Europe/Berlin'`;

/**
 * Counts, under row level security: the officer sees the access log of their own institution. A lookup is an entry that asked
 * for data of a person; an entry without a person is a code that led to nobody, unless it says
 * that something else was refused.
 */
const COUNTS_SQL = `with entries as (
  select e.actor, e.role, (e.at at time zone 'Europe/Berlin')::date as day, e.person_id, e.event, e.asked, e.fields, e.at
  from core.access_entry e
  where e.institution = $1::text and e.role = any($5::text[]) and e.at >= ${MIDNIGHT('$2')} and e.at < ${MIDNIGHT('$3')}),
looked as (
  select actor, role, day, person_id, min(at) as first from entries
  where event = 'READ' and person_id is not null and cardinality(asked) > 0 group by 1, 2, 3, 4),
counted as (
  select actor, role, day, 'MANY_PERSONS' as kind, count(*) as n from looked group by 1, 2, 3
  union all
  select actor, role, day, 'WITHOUT_ACTION', count(*) from looked l where not exists (
    select from core.access_entry w where w.person_id = l.person_id and w.institution = $1::text and w.event = 'WRITE'
      and w.at >= l.first and w.at < l.first + make_interval(days => $4::int)) group by 1, 2, 3
  union all
  select actor, role, day, 'REFUSED_CODES', sum(coalesce((select max(substring(f from ${LOCKED_OUT})::int)
    from unnest(fields) f), 1)) from entries where event = 'REFUSED' and person_id is null
    and (fields[2] is null or fields[2] not like 'refused.%' or fields[2] = 'refused.BOOKLET_CODE_INVALID') group by 1, 2, 3
  union all
  select s.actor, s.role, s.day, 'SAME_SURNAME', s.persons from core.same_surname_lookups($2::date, $3::date, $6::text) s
  where $6::text is not null and s.role = any($5::text[]))
select actor, role, to_char(day, 'YYYY-MM-DD') as day, json_object_agg(kind, n) as counts from counted group by 1, 2, 3`;

/** What staff of the caller's institution did, by day. `until` is the first day that is not looked at. */
export async function daysOfStaff(
  context: RequestContext,
  period: { readonly from: string; readonly until: string },
  { actionWithinDays, roles }: { readonly actionWithinDays: number; readonly roles: readonly string[] },
): Promise<DayOfStaff[]> {
  return context.database.once<DayOfStaff & Record<string, unknown>>(sessionOf(context), {
    name: 'pattern-counts',
    text: COUNTS_SQL,
    values: [
      ...[context.asking.institution, period.from, period.until, actionWithinDays, roles],
      context.services.get(STAFF_NAMES)?.key ?? null,
    ],
  });
}

const log = (event: 'READ' | 'WRITE') => logThing({ event, thing: 'PatternFinding', person: 'null::uuid', from: '' });

const KEEP_SQL = `with kept as (
  insert into core.pattern_finding as f (institution, actor, role, kind, day, count, threshold, found_by)
  select $1::text, x.actor, x.role, x.kind, x.day, x.count, x.threshold, $3::text
  from json_to_recordset(${parameter(1)}::json) x (actor text, role text, kind text, day date, count int, threshold int)
  on conflict on constraint pattern_finding_once do update set count = excluded.count, threshold = excluded.threshold
    where f.state = 'OPEN' and f.count <> excluded.count
  returning (xmax = 0) as is_new),
logged as (${log('WRITE')})
select (count(*) filter (where is_new))::int as found from kept`;

/** Keeps patterns for review; one that was reviewed stays as it is. @returns how many are new */
export async function keepPatterns(context: RequestContext, patterns: readonly Pattern[]): Promise<number> {
  const [row] = await context.database.once<{ readonly found: number }>(sessionOf(context), {
    name: 'patterns-keep',
    text: KEEP_SQL,
    values: [...logValues(context), JSON.stringify(patterns)],
  });
  return row!.found;
}

const FINDING_JSON = `json_build_object('id', f.id, 'kind', f.kind, 'day', f.day, 'actor', f.actor, 'role', f.role,
  'count', f.count, 'threshold', f.threshold, 'state', f.state, 'note', f.note, 'foundAt', f.found_at,
  'reviewedAt', f.reviewed_at, 'reviewedBy', f.reviewed_by)`;

const PAGE_SQL = `with logged as (${log('READ')})
select ${FINDING_JSON} as finding from core.pattern_finding f
where f.institution = $1::text and (${parameter(1)}::text is null or f.state = ${parameter(1)}::text)
  and (${parameter(2)}::date is null or (f.day, f.id) < (${parameter(2)}::date, ${parameter(3)}::uuid))
order by f.day desc, f.id desc limit ${parameter(4)}::int + 1`;

/** A page of the findings of the caller's institution, newest day first. */
export async function findingPage(
  context: RequestContext,
  state: PatternState | null,
  after: readonly string[] | null,
  limit: number,
): Promise<Page<PatternFinding>> {
  const rows = await context.database.once<{ readonly finding: PatternFinding }>(sessionOf(context), {
    name: 'pattern-page',
    text: PAGE_SQL,
    values: [...logValues(context), state, ...(after ?? [null, null]), limit],
  });
  return pageOf(rows, limit, ({ finding }) => finding);
}

const REVIEW_SQL = `with done as (
  update core.pattern_finding f set state = ${parameter(2)}::text, note = ${parameter(3)}::text, reviewed_at = now(),
    reviewed_by = $3::text
  where f.id = ${parameter(1)}::uuid and f.institution = $1::text returning f.*),
logged as (${log('WRITE')})
select ${FINDING_JSON} as finding from done f`;

/** Writes down what the officer makes of a finding. @throws GeleitError NOT_FOUND */
export async function reviewFinding(
  context: RequestContext,
  id: string,
  state: PatternState,
  note: string,
): Promise<PatternFinding> {
  const [row] = await context.database.once<{ readonly finding: PatternFinding }>(sessionOf(context), {
    name: 'pattern-review',
    text: REVIEW_SQL,
    values: [...logValues(context), id, state, note],
  });
  if (!row) throw notFound('finding');
  return row.finding;
}
