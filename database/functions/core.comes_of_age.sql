-- When a person turns 18 (section 2 BGB), by the earliest recorded day: nobody speaks for them longer than they must.
create or replace function core.comes_of_age(person uuid) returns timestamptz
language sql stable set search_path = pg_catalog as $$
  select core.birthday(b.earliest, 18)::timestamp at time zone 'Europe/Berlin' from core.birth_days(person) b
$$;
