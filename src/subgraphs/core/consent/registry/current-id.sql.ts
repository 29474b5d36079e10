/**
 * SQL: the id under which the caller's institution knows a person now, where it was told an id from before a merge;
 * otherwise the id as it was given, about which row level security decides.
 * @param given placeholder of the id that was given
 */
export const currentIdSql = (given: string): string =>
  `coalesce((select l.person_id from core.person_link l where l.person_id = core.goes_on_as(${given}::uuid)
    and l.institution = current_setting('geleit.institution') limit 1), ${given}::uuid)`;
