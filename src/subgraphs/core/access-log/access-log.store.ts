import type { RequestContext } from '../../../access/request-context';
import { labelsIn } from '../../../access/policy/labels';
import type { Page } from '../../../records/api/page';
import { loggedPage, PAGE_LIMIT, pageParameter, type LoggedList } from '../../../records/read/logged-page';
import type { AccessEntry } from './access-entry.type';
import { ShownEntry, type LoggedEntry } from './shown-entry';

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
  const { personId, from, until, after } = filter;
  // What is ordered only by number takes no time.
  const place = [after?.[1] ?? null, ...(personId === null ? [] : [after?.[0] ?? null])];
  const page = await loggedPage<LoggedEntry>(
    context,
    listFor(context, personId),
    [personId, from, until, ...place],
    limit,
  );
  const words = labelsIn(context.policy.labels, language);
  return { ...page, nodes: page.nodes.map((entry) => new ShownEntry(entry, words, context.caller)) };
}

const [PERSON, FROM, UNTIL, AFTER_ID, AFTER_AT] = [1, 2, 3, 4, 5].map(pageParameter);

const PERIOD = `e.at >= coalesce(${FROM}::timestamptz, '-infinity') and e.at < coalesce(${UNTIL}::timestamptz, 'infinity')`;
const AFTER = `e.at <= coalesce(${AFTER_AT}::timestamptz, 'infinity')
      and (e.at, e.id) < (coalesce(${AFTER_AT}::timestamptz, 'infinity'), coalesce(${AFTER_ID}::bigint, 0))`;
const NEWEST = `order by e.at desc, e.id desc limit ${PAGE_LIMIT} + 1`;

/**
 * Ids under which the person is and was known, before a link or a merge, each once however many institutions lead from it to
 * the person; of what is logged of a former one row level security shows what is theirs.
 */
const IDS = `(select distinct split_part(known, '/', 1)::uuid as id from unnest(${PERSON}::text || core.former_ids()) known) f`;

const ENTRY_JSON = `json_build_object('id', p.id::text, 'at', p.at, 'event', p.event, 'institution', p.institution, 'role', p.role,
  'purpose', p.purpose, 'actor', p.actor, 'personId', p.person_id, 'fields', p.fields, 'asked', p.asked, 'permitted', p.permitted)`;

const ofPerson = (name: string, rows: string): LoggedList => ({
  ...{ name, rows, thing: 'AccessEntry', order: ['at desc', 'id desc'], shown: ENTRY_JSON },
  persons: `select ${PERSON}::uuid as person_id`,
});

/**
 * A person's entries are found and ordered by the index on person and time; those of an institution by the number that each
 * got when it was written. Either is a total order, and a page goes on by that order and nothing else: an entry bears the
 * time at which its transaction began, so by number and time at once an entry that began earlier and was written later
 * would be on no page. Several statements, because one for all could use neither index.
 */
const OF_PERSON = ofPerson(
  'access-log-of-person',
  `select e.* from core.access_entry e where e.person_id = ${PERSON}::uuid and ${PERIOD} and ${AFTER}`,
);
const OF_PERSON_UNDER_ANY_ID = ofPerson(
  'access-log-of-person-under-any-id',
  // Each id by itself, so that each is found and ordered by the index.
  `select e.* from ${IDS} cross join lateral (select e.* from core.access_entry e
    where e.person_id = f.id and ${PERIOD} and ${AFTER} ${NEWEST}) e`,
);
/** Every person of whom there is an entry on the page has it on record that the officer read of them. */
const OF_INSTITUTION: LoggedList = {
  name: 'access-log-of-institution',
  thing: 'AccessEntry',
  rows: `select e.* from core.access_entry e where ${PERSON}::uuid is null and e.institution = $1
    and e.id < coalesce(${AFTER_ID}::bigint, ${Number.MAX_SAFE_INTEGER}) and ${PERIOD}`,
  order: ['id desc'],
  shown: ENTRY_JSON,
};

function listFor({ caller }: RequestContext, personId: string | null): LoggedList {
  if (personId === null) return OF_INSTITUTION;
  // Former ids are those of the person who asks, and most have none.
  return caller.kind === 'staff' || caller.hasOneId ? OF_PERSON : OF_PERSON_UNDER_ANY_ID;
}
