import { logThing, logValues, parameter } from '../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { labelsIn } from '../../../access/policy/labels';
import { pageOf, type Page } from '../../../records/api/page';
import type { AccessEntry, DisclosedCategory } from './access-entry.type';

/** After the basis the statute, or each consent with its version: several where records rest on different ones. */
type Basis = readonly [basis: string, ...references: (string | number)[]];

interface EntryRow {
  readonly entry: Omit<AccessEntry, 'disclosed' | 'withheld' | `${string}Label`> & {
    asked: string[];
    permitted: Record<string, Basis>;
  };
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
  return pageOf(rows, limit, ({ entry }) => asEntry(context, entry, words));
}

const [PERSON, FROM, UNTIL, AFTER_AT, AFTER_ID, LIMIT] = [1, 2, 3, 4, 5, 6].map(parameter);

const PERIOD = `e.at >= coalesce(${FROM}::timestamptz, '-infinity') and e.at < coalesce(${UNTIL}::timestamptz, 'infinity')`;
const AFTER = `e.at <= coalesce(${AFTER_AT}::timestamptz, 'infinity')
      and (e.at, e.id) < (coalesce(${AFTER_AT}::timestamptz, 'infinity'), coalesce(${AFTER_ID}::bigint, 0))`;
const NEWEST = `order by e.at desc, e.id desc limit ${LIMIT}::int + 1`;

/** What was logged of a person under one id; each id by itself, so that each is found and ordered by the index. */
const loggedUnder = (id: string) =>
  `select e.* from core.access_entry e where e.person_id = ${id} and ${PERIOD} and ${AFTER} ${NEWEST}`;

/** Ids under which the person was known before a link or a merge; of those entries row level security shows what is theirs. */
const FORMER_IDS = `unnest(case when exists (select from core.person_alias a where a.person_id = ${PERSON}::uuid)
    then core.former_ids() else '{}' end) f(id)`;

/**
 * A person's entries are found and ordered by the index on person and time; those of an institution by the order in
 * which they were written. Two statements, because one for both could use neither index.
 */
const OF_PERSON = {
  name: 'access-log-of-person',
  text: pageSql(
    `select e.* from ((${loggedUnder(`${PERSON}::uuid`)}) union all (select e.* from ${FORMER_IDS}
      cross join lateral (${loggedUnder(`split_part(f.id, '/', 1)::uuid`)}) e)) e ${NEWEST}`,
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

type Words = ReturnType<typeof labelsIn>;

/** An entry as it is shown; labels are looked up only where they are asked for. */
function asEntry({ caller }: RequestContext, row: EntryRow['entry'], words: Words): AccessEntry {
  const { asked, permitted, ...entry } = row;
  const { actor, institution, purpose, role } = entry;
  return {
    ...entry,
    // Staff are third persons: who of them it was the institution's data protection officer knows (Art. 15(4) GDPR).
    actor: caller.kind === 'person' && actor !== caller.actor ? null : actor,
    get institutionLabel() {
      return institution === null ? null : words.of('institutions', institution);
    },
    get roleLabel() {
      return words.of('roles', role);
    },
    get purposeLabel() {
      return purpose === null ? null : words.of('purposes', purpose);
    },
    disclosed: Object.entries(permitted).flatMap(([category, basis]) => disclosedAs(category, basis, words)),
    withheld: asked.filter((category) => !(category in permitted)),
  };
}

function disclosedAs(category: string, [basis, ...references]: Basis, words: Words): DisclosedCategory[] {
  const named = new Set(references.filter((reference) => typeof reference === 'string'));
  return [...(named.size > 0 ? named : [null])].map((reference) => ({
    category,
    basis,
    reference,
    get categoryLabel() {
      return words.of('categories', category);
    },
    get basisLabel() {
      return words.of('bases', basis);
    },
  }));
}
