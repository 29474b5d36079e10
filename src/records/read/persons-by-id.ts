import type { PersonFinder } from './person-statement';

/**
 * SQL of the id under which a person goes on after a merge; the same id where there was none. Whether the caller may know
 * that person is left to row level security. A sub-select of its own: below row level security PostgreSQL looks an id up by
 * index only if what it is compared with cannot tell anything, and of a function it is not sure.
 */
export function currentPersonId(id: string): string {
  return `(select core.goes_on_as(${id}))`;
}

/** SQL condition: the id is none that was given up in a merge. */
export function isCurrent(id: string): string {
  return `not exists (select from core.person_alias a
    where a.former_id = ${id} and a.institution is null and a.ended_at is null)`;
}

/** One person by id. Row level security shows the person only to who knows them, so "unknown" and "not yours" are one. */
export function personById(id: string): PersonFinder {
  return {
    shape: 'by-id',
    sql: (first) => `select p.id, 1::bigint as ordinal, '' as cursor from core.person p
      where p.id = ${currentPersonId(`$${first}::uuid`)}`,
    requested: (first) => `select $${first}::uuid as id`,
    values: [id],
    limit: 1,
    isSingle: true,
  };
}

/** Several persons by id, in the order of the ids. */
export function personsById(ids: readonly string[]): PersonFinder {
  return {
    shape: 'by-ids',
    sql: (
      first,
    ) => `with asked as materialized (select ${currentPersonId('named.id')} as id, min(named.ordinal) as ordinal
        from unnest($${first}::uuid[]) with ordinality named(id, ordinal) group by 1)
      select p.id, asked.ordinal, '' as cursor from asked join core.person p on p.id = asked.id`,
    requested: (first) => `select unnest($${first}::uuid[]) as id`,
    values: [[...ids]],
    limit: ids.length,
  };
}
