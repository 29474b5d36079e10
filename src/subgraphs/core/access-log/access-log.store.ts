import { logThing, logValues, parameter } from '../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { labelsIn } from '../../../access/policy/labels';
import { pageOf, type Page } from '../../../records/api/page';
import type { AccessEntry } from './access-entry.type';
import { ShownEntry, type LoggedEntry } from './shown-entry';

interface EntryRow {
  readonly entry: LoggedEntry;
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
    ...statementFor(context, filter.personId),
    values: [
      ...logValues(context),
      filter.personId,
      filter.from,
      filter.until,
      limit,
      filter.after?.[1] ?? null,
      // What is ordered by number alone takes no time.
      ...(filter.personId === null ? [] : [filter.after?.[0] ?? null]),
    ],
  });
  const words = labelsIn(context.policy.labels, language);
  return pageOf(rows, limit, ({ entry }) => new ShownEntry(entry, words, context.caller));
}

const [PERSON, FROM, UNTIL, LIMIT, AFTER_ID, AFTER_AT] = [1, 2, 3, 4, 5, 6].map(parameter);

const PERIOD = `e.at >= coalesce(${FROM}::timestamptz, '-infinity') and e.at < coalesce(${UNTIL}::timestamptz, 'infinity')`;
const AFTER = `e.at <= coalesce(${AFTER_AT}::timestamptz, 'infinity')
      and (e.at, e.id) < (coalesce(${AFTER_AT}::timestamptz, 'infinity'), coalesce(${AFTER_ID}::bigint, 0))`;
const NEWEST = `order by e.at desc, e.id desc limit ${LIMIT}::int + 1`;

/**
 * Ids under which the person is and was known, before a link or a merge, each once however many institutions lead from it to
 * the person; of what is logged of a former one row level security shows what is theirs.
 */
const IDS = `(select distinct split_part(known, '/', 1)::uuid as id from unnest(${PERSON}::text || core.former_ids()) known) f`;

/**
 * A person's entries are found and ordered by the index on person and time; those of an institution by the number that each
 * got when it was written. Either is a total order, and a page goes on by that order and nothing else: an entry bears the
 * time at which its transaction began, so by number and time at once an entry that began earlier and was written later
 * would be on no page. Several statements, because one for all could use neither index.
 */
const OF_PERSON = {
  name: 'access-log-of-person',
  text: pageSql(`core.access_entry e where e.person_id = ${PERSON}::uuid and ${PERIOD} and ${AFTER} ${NEWEST}`),
};
const OF_PERSON_UNDER_ANY_ID = {
  name: 'access-log-of-person-under-any-id',
  // Each id by itself, so that each is found and ordered by the index.
  text: pageSql(
    `${IDS} cross join lateral (select e.* from core.access_entry e
      where e.person_id = f.id and ${PERIOD} and ${AFTER} ${NEWEST}) e ${NEWEST}`,
  ),
};
const OF_INSTITUTION = {
  name: 'access-log-of-institution',
  text: pageSql(
    `core.access_entry e where e.institution = $1
      and e.id < coalesce(${AFTER_ID}::bigint, ${Number.MAX_SAFE_INTEGER}) and ${PERIOD}
      order by e.id desc limit ${LIMIT}::int + 1`,
  ),
};

function statementFor({ caller }: RequestContext, personId: string | null) {
  if (personId === null) return OF_INSTITUTION;
  // Former ids are those of the person who asks, and most have none.
  return caller.kind === 'staff' || caller.hasOneId ? OF_PERSON : OF_PERSON_UNDER_ANY_ID;
}

/** @param found the entries after `from`, one more than the page shows */
function pageSql(found: string): string {
  return `with logged as (${logThing({ event: 'READ', thing: 'AccessEntry', person: `${PERSON}::uuid`, from: '' })})
select row_to_json(f) as entry from (select e.id::text, e.at, e.event, e.institution, e.role, e.purpose, e.actor,
  e.person_id as "personId", e.fields, e.asked, e.permitted from ${found}) f`;
}
