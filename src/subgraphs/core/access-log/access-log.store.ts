import { logThing, logValues, parameter } from '../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { labelsIn } from '../../../access/policy/labels';
import { pageOf, type Page } from '../../../records/api/page';
import type { AccessEntry } from './access-entry.type';
import { ShownEntry, type LoggedEntry } from './shown-entry';

interface EntryRow {
  readonly entry: LoggedEntry;
  readonly found: number;
}

export interface AccessLogFilter {
  readonly personId: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
  /** Time and id of the last entry of the page before. */
  readonly after: readonly string[] | null;
}

/**
 * A page of the access log, newest first: a person's own, or for a data protection officer that of their institution.
 * Reading the log is on record like any other reading.
 */
export async function accessLogPage(
  context: RequestContext,
  filter: AccessLogFilter,
  limit: number,
  language: string | null,
): Promise<Page<AccessEntry>> {
  const rows = await context.database.once<EntryRow & Record<string, unknown>>(sessionOf(context), {
    ...(filter.personId === null ? OF_INSTITUTION : OF_PERSON),
    values: [
      ...logValues(context),
      filter.personId,
      filter.from,
      filter.until,
      ...(filter.after ?? [null, null]),
      limit,
    ],
  });
  const words = labelsIn(context.policy.labels, language);
  return pageOf(rows, limit, ({ entry }) => new ShownEntry(entry, words, context.caller));
}

const [PERSON, FROM, UNTIL, AFTER_AT, AFTER_ID, LIMIT] = [1, 2, 3, 4, 5, 6].map(parameter);

const PERIOD = `e.at >= coalesce(${FROM}::timestamptz, '-infinity') and e.at < coalesce(${UNTIL}::timestamptz, 'infinity')`;
const AFTER = `e.at <= coalesce(${AFTER_AT}::timestamptz, 'infinity')
      and (e.at, e.id) < (coalesce(${AFTER_AT}::timestamptz, 'infinity'), coalesce(${AFTER_ID}::bigint, 0))`;
const NEWEST = `order by e.at desc, e.id desc limit ${LIMIT}::int + 1`;

/** Ids under which the person is and was known, before a link or a merge; of what is logged of a former one row level security shows what is theirs. */
const IDS = `unnest(${PERSON}::text || case when exists (select from core.person_alias a where a.person_id = ${PERSON}::uuid)
    then core.former_ids() else '{}' end) f(id)`;

/**
 * A person's entries are found and ordered by the index on person and time; those of an institution by the order in
 * which they were written. Two statements, because one for both could use neither index.
 */
const OF_PERSON = {
  name: 'access-log-of-person',
  // Each id by itself, so that each is found and ordered by the index.
  text: pageSql(
    `select e.* from ${IDS} cross join lateral (select e.* from core.access_entry e
      where e.person_id = split_part(f.id, '/', 1)::uuid and ${PERIOD} and ${AFTER} ${NEWEST}) e ${NEWEST}`,
    'e.at desc, e.id desc',
  ),
};
const OF_INSTITUTION = {
  name: 'access-log-of-institution',
  text: pageSql(
    `select e.* from core.access_entry e where e.institution = $1 and e.at <= coalesce(${AFTER_AT}::timestamptz, 'infinity')
      and e.id < coalesce(${AFTER_ID}::bigint, ${Number.MAX_SAFE_INTEGER}) and ${PERIOD}
      order by e.id desc limit ${LIMIT}::int + 1`,
    'e.id desc',
  ),
};

function pageSql(found: string, order: string): string {
  return `with found as materialized (${found}),
logged as (${logThing({ event: 'READ', thing: 'AccessEntry', person: `${PERSON}::uuid`, from: '' })})
select json_build_object('id', e.id::text, 'at', e.at, 'event', e.event, 'institution', e.institution, 'role', e.role,
  'purpose', e.purpose, 'actor', e.actor, 'personId', e.person_id, 'fields', e.fields, 'asked', e.asked,
  'permitted', e.permitted) as entry, (select count(*) from found)::int as found
from found e order by ${order} limit ${LIMIT}::int`;
}
