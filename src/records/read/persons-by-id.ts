import type { PersonFinder } from './person-statement';

/** One person by id. Row level security shows the person only to who knows them, so "unknown" and "not yours" are one. */
export function personById(id: string): PersonFinder {
  return {
    shape: 'by-id',
    sql: (first) => `select p.id, 1::bigint as ordinal, '' as cursor from core.person p where p.id = $${first}::uuid`,
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
    sql: (first) => `select p.id, array_position($${first}::uuid[], p.id)::bigint as ordinal, '' as cursor
      from core.person p where p.id = any($${first}::uuid[])`,
    requested: (first) => `select unnest($${first}::uuid[]) as id`,
    values: [[...ids]],
    limit: ids.length,
  };
}
