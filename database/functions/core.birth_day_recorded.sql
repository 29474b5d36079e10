-- A birth day that becomes known, or is corrected, shortens consents that somebody else gave for a minor (section 2
-- BGB). It never prolongs one.
create or replace function core.birth_day_recorded() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update core.consent c set version = version + 1, updated_at = now()
    where c.person_id = new.person_id and c.state in ('GIVEN', 'RENEWED')
      and c.valid_until > core.consent_represented_until(c.person_id, coalesce(c.given_at, c.recorded_at), c.given_by);
  return null;
end
$$;
