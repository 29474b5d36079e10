import { ASK_GRANTS } from '../../../access/decision/decide';
import { settleOnce } from '../../../access/settled-decisions';
import type { RequestContext } from '../../../access/request-context';
import { INSTITUTIONS } from '../../../access/vocabulary';
import { personIdOf } from '../../../platform/identity/caller';
import { containing, isWholeDay } from '../../../platform/partial-date';
import { ACTIVE_GRANT, ANY_DAY_GRANT, authorNeeds, forEachAuthor } from '../../../records/read/grant-needs.sql';
import { currentPersonId, isCurrent } from '../../../records/read/persons-by-id';
import type { PersonFinder } from '../../../records/read/person-statement';
import type { PageSelection } from '../../../records/read/selection';
import { SMALLEST_ID } from '../../../records/uuid-kind';
import { nameKey } from '../identity/name-key';
import type { PersonFilter } from './person.input';

/** Active at this moment; `c` is a row of the compiled grants. */
const ACTIVE = 'c.ended is null and c.valid_from <= now() and c.valid_until > now()';

/** The person with a file number of the caller's own institution. */
export function personByFileNumber(fileNumber: string): PersonFinder {
  return {
    shape: 'by-file-number',
    sql: (
      first,
    ) => `select ${currentPersonId('l.person_id')} as id, 1::bigint as ordinal, '' as cursor, array[l.institution] as told
      from core.person_link l where l.institution = $1 and l.file_number = $${first}::text`,
    discloses: { category: 'FILE_NUMBER', fields: ['PersonLink.fileNumber'] },
    beside: { showsPage: true, disclosesNext: false },
    values: [fileNumber],
    limit: 1,
    isSingle: true,
  };
}

/** The person with a booklet, if the caller may read who carries it. */
export function personByBooklet(context: RequestContext, bookletNumber: string): PersonFinder {
  const mayRead = readable(context, 'IDENTITY', 'b');
  return {
    shape: 'by-booklet',
    sql: (first) => `select b.person_id as id, 1::bigint as ordinal, '' as cursor, array[b.institution] as told
      from core.booklet b where b.booklet_number = $${first}::text and (${mayRead.own} or ${mayRead.others})`,
    discloses: { category: 'IDENTITY', fields: ['Booklet.bookletNumber'] },
    beside: { showsPage: true, disclosesNext: false },
    values: [bookletNumber],
    limit: 1,
    isSingle: true,
  };
}

/** Who has no family name is found, and stands in lists, by the given one: most offices enter an only name as family name. */
const isNamed = (key: string) => `(i.name_key = ${key} or i.name_key is null and i.given_key = ${key})`;
const SORTED_NAME = 'coalesce(i.name_key, i.given_key)';

/**
 * Persons of a family name and birth date, among those whose identity the caller may read. What is known of the birth date on
 * either side may be less than a day: they are found if they can be born on the same day.
 * @param birthDate EDTF level 0
 */
export function personsByName(context: RequestContext, familyName: string, birthDate: string): PersonFinder {
  const mayRead = readable(context, 'IDENTITY', 'i');
  const isWhole = isWholeDay(birthDate);
  // Of a whole day only what contains it; of a month or year also every day in it.
  const compatible = (first: number) =>
    isWhole
      ? `i.birth_date = any($${first + 1}::text[])`
      : `(i.birth_date = any($${first + 1}::text[]) or starts_with(i.birth_date, ($${first + 1}::text[])[1] || '-'))`;
  return {
    shape: isWhole ? 'by-name' : 'by-name-and-period',
    // Naming the institutions lets PostgreSQL use the index that begins with them.
    sql: (first) => `select f.id, row_number() over (order by f.id) as ordinal, '' as cursor, f.told from (
      select ${currentPersonId('i.person_id')} as id, (array_agg(i.institution order by i.institution = $1 desc))[1:1] as told
      from core.identity i where i.institution = any('{${INSTITUTIONS.join(',')}}'::text[]) and ${isNamed(`$${first}::text`)}
        and ${compatible(first)} and (${mayRead.own} or ${mayRead.others}) group by 1) f`,
    discloses: { category: 'IDENTITY', fields: ['Identity.familyName', 'Identity.birthDate'] },
    beside: { showsPage: true, disclosesNext: true },
    values: [nameKey(familyName), containing(birthDate)],
    limit: 20,
  };
}

/** A page of all persons whom the institution knows, by a link or an active consent, in a stable order. */
export function knownPersons(limit: number, after: readonly string[] | null, page: PageSelection): PersonFinder {
  const known = (first: number, page: string, order: string) => `
      (select l.person_id as id from core.person_link l
        where l.institution = $1 and l.person_id > $${first}::uuid and ${isCurrent('l.person_id')} ${order} ${page})
      union
      (select distinct c.person_id as id from core.consent_grant c
        where c.recipient = $1 and c.person_id > $${first}::uuid and ${ACTIVE} ${order} ${page})`;
  return {
    shape: `known ${JSON.stringify(page)}`,
    sql: (first) => `select p.id, row_number() over (order by p.id) as ordinal, p.id::text as cursor
      from (${known(first, `limit $${first - 1}::int + 1`, 'order by person_id')} order by id limit $${first - 1}::int + 1) f
      join core.person p on p.id = f.id`,
    ...(page.counts && {
      counted: { sql: () => known(0, '', '').replaceAll('$0::uuid', `'${SMALLEST_ID}'`) },
    }),
    // That an institution knows one more is no condition that anybody has put.
    beside: { showsPage: page.isShown, disclosesNext: false },
    values: [after?.[0] ?? SMALLEST_ID],
    limit: page.isShown ? limit : 0,
  };
}

/**
 * A page of persons by family name, filtered by identity. A filter and an order are rights of their own: they match
 * only identities that the caller may read, so that neither position nor absence tells anything about others.
 */
export function personsByIdentity(
  context: RequestContext,
  filter: PersonFilter,
  limit: number,
  after: readonly string[] | null,
  page: PageSelection,
): PersonFinder {
  const mayRead = readable(context, 'IDENTITY', 'i');
  const matching = (
    first: number,
  ) => `select distinct on (i.person_id) i.person_id as id, ${SORTED_NAME} as name_key, array[i.institution] as told
      from core.identity i where (${mayRead.own} or ${mayRead.others}) and ${isCurrent('i.person_id')}
        and ($${first + 2}::text is null or ${isNamed(`$${first + 2}`)})
        and ($${first + 3}::text is null or i.nationality = $${first + 3})
        and ($${first + 4}::text is null or i.sex = $${first + 4})
        and ($${first + 5}::date is null or core.last_day(i.birth_date) >= $${first + 5})
        and ($${first + 6}::date is null or core.first_day(i.birth_date) <= $${first + 6})
      order by i.person_id, i.institution = $1 desc, i.updated_at desc`;
  const fields = askedFields(filter);
  const asked = fields.length > 0 ? ({ category: 'IDENTITY', fields } as const) : undefined;
  return {
    // The log names the fields, so that another filter is another statement.
    shape: `by-identity ${JSON.stringify(page)} ${fields.join(' ')}`,
    discloses: { category: 'IDENTITY', fields: [...new Set(['Identity.familyName', ...fields])] },
    ...(page.counts && { counted: { sql: matching, discloses: asked } }),
    beside: { showsPage: page.isShown, disclosesNext: page.disclosesNext },
    sql: (first) => `select f.id, row_number() over (order by f.name_key, f.id) as ordinal,
        json_build_array(f.name_key, f.id)::text as cursor, f.told
      from (select m.* from (${matching(first)}) m
        where (m.name_key, m.id) > ($${first}::text, $${first + 1}::uuid)
        order by m.name_key, m.id limit $${first - 1}::int + 1) f`,
    values: [
      after?.[0] ?? '',
      after?.[1] ?? SMALLEST_ID,
      filter.familyName ? nameKey(filter.familyName) : null,
      filter.nationality ?? null,
      filter.sex ?? null,
      filter.bornFrom ?? null,
      filter.bornUntil ?? null,
    ],
    limit: page.isShown ? limit : 0,
  };
}

/** Fields of the identity that a filter asks: the order tells the name besides. */
function askedFields({ familyName, nationality, sex, bornFrom, bornUntil }: PersonFilter): string[] {
  return [
    ...(familyName ? ['Identity.familyName'] : []),
    ...(nationality ? ['Identity.nationality'] : []),
    ...(sex ? ['Identity.sex'] : []),
    ...(bornFrom || bornUntil ? ['Identity.birthDate'] : []),
  ];
}

/**
 * SQL conditions under which the caller may read a row of a category that every institution keeps for itself; `alias`
 * names the row's table. Row level security asks the same once more.
 */
function readable(
  { policy, asking }: RequestContext,
  category: 'IDENTITY' | 'HOUSEHOLD',
  alias: string,
): { own: string; others: string } {
  const own = settleOnce(policy, asking, category, asking.institution, false);
  // What is restricted is found by nobody.
  const stored = `${alias}.restricted_at is null and `;
  const others = settleOnce(policy, asking, category, null, false);
  return {
    own: own !== ASK_GRANTS && own.permit ? `${stored}${alias}.institution = $1` : 'false',
    others:
      others === ASK_GRANTS && asking.institution !== null
        ? stored +
          forEachAuthor(
            policy,
            asking.institution,
            `${alias}.institution`,
            (
              author,
            ) => `(select true from core.consent_grant c where c.person_id = ${alias}.person_id and c.recipient = $1
            and c.category = '${category}' and ${ACTIVE_GRANT} and ${ANY_DAY_GRANT}${authorNeeds(policy, asking.institution!, author)} limit 1)`,
          )
        : 'false',
  };
}

/** Members that are shown of a household; a page of 100 persons may have as many households. */
export const MEMBERS_SHOWN = 50;

/**
 * The members of several households: those whose own membership the caller may read, so that third persons stay out of sight.
 * The cursor has the id of the membership by which the household was asked for, and how many members there are.
 */
export function householdMembers(context: RequestContext, membershipIds: readonly string[]): PersonFinder {
  const { own, others } = readable(context, 'HOUSEHOLD', 'm');
  const self = personIdOf(context.caller);
  return {
    shape: 'household-members',
    sql: (
      first,
    ) => `select f.id, row_number() over (order by f.asked, f.id) as ordinal, f.asked || ' ' || f.members as cursor, f.told
      from (select m.person_id as id, asked.id as asked, array[m.institution] as told,
        count(*) over (partition by asked.id) as members,
        row_number() over (partition by asked.id order by m.person_id) as position
      from core.household_membership asked
      join core.household_membership m
        on m.institution = asked.institution and m.household_number = asked.household_number
      join core.person p on p.id = m.person_id
      where asked.id = any($${first}::uuid[]) and (${own} or ${others} or m.person_id = $${first + 1}::uuid)) f
      where f.position <= ${MEMBERS_SHOWN}`,
    discloses: { category: 'HOUSEHOLD', fields: ['Household.members'] },
    values: [[...membershipIds], self],
    limit: membershipIds.length * MEMBERS_SHOWN,
  };
}
