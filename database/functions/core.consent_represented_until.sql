-- Until when somebody else speaks for the person: whoever consented for or with a minor does so until the day on
-- which they come of age (section 2 BGB).
create or replace function core.consent_represented_until(person uuid, given timestamptz,
  given_by text) returns timestamptz
language sql stable set search_path = pg_catalog as $$
  select case when given_by <> 'PERSON' or core.birthday(b.latest, 18)::timestamp at time zone 'Europe/Berlin' > given
    then core.birthday(b.earliest, 18)::timestamp at time zone 'Europe/Berlin' end
  from core.birth_days(person) b
$$;
