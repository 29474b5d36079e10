-- Which rule a giver of this kind breaks at this age: below 15 the guardian, from 15 to 17 both, then the person
-- alone (sections 2, 1629 BGB, 36 SGB I). Whose birth day is unknown is taken to consent alone.
create or replace function core.wrong_giver(given_by text, earliest date, latest date, age_day date) returns text
language sql immutable set search_path = pg_catalog as $$
  select case
    when latest is null then case when given_by <> 'PERSON' then 'consent_birth_day_unknown' end
    when core.birthday(latest, 18) > age_day and core.birthday(earliest, 18) <= age_day
      or core.birthday(latest, 15) > age_day and core.birthday(earliest, 15) <= age_day then 'consent_birth_days_differ'
    when core.birthday(latest, 15) > age_day then case when given_by <> 'GUARDIAN' then 'consent_by_guardian' end
    when core.birthday(latest, 18) > age_day then case when given_by <> 'PERSON_AND_GUARDIAN' then 'consent_by_both' end
    when given_by <> 'PERSON' then 'consent_by_person' end
$$;

grant execute on function core.wrong_giver(text,date,date,date) to geleit_app;
