-- Who has to consent for the person who asks, today: the person, the guardian or both; null where recorded birth days
-- differ about it. Says the same as core.wrong_giver, which decides.
create or replace function core.consent_giver(out giver text, out represented boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select case
      when b.latest is null then 'PERSON'
      when core.birthday(b.earliest, 15) <= d.today and core.birthday(b.latest, 15) > d.today
        or core.birthday(b.earliest, 18) <= d.today and core.birthday(b.latest, 18) > d.today then null
      when core.birthday(b.latest, 15) > d.today then 'GUARDIAN'
      when core.birthday(b.latest, 18) > d.today then 'PERSON_AND_GUARDIAN'
      else 'PERSON' end,
    exists (select from core.representation r where r.person_id = s.person
      and core.represents(r.guardian::text, s.person))
  from (select nullif(core.setting('person'), '-')::uuid) s(person)
    cross join lateral core.birth_days(s.person) b
    cross join (select (now() at time zone 'Europe/Berlin')::date) d(today)
$$;

grant execute on function core.consent_giver() to geleit_app;
