-- Whether the person who asks is below 15, so that only a guardian acts for them (section 36 SGB I): surely, or
-- perhaps where recorded birth days differ. Neither where none is recorded.
create or replace function core.guardian_acts_alone(out surely boolean, out perhaps boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(core.birthday(b.earliest, 15) > d.today, false), coalesce(core.birthday(b.latest, 15) > d.today,
    false)
  from (select case current_setting('geleit.role')
    when 'person' then nullif(core.setting('person'), '-')::uuid end) s(person)
    cross join lateral core.birth_days(s.person) b
    cross join (select (now() at time zone 'Europe/Berlin')::date) d(today)
$$;

grant execute on function core.guardian_acts_alone() to geleit_app;
