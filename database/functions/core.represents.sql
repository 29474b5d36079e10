-- Whether a guardian represents this minor now (section 1629 BGB), by the clock and by the birth days as they are
-- recorded now.
create or replace function core.represents(subject text, person uuid) returns boolean
language sql stable set search_path = pg_catalog as $$
  select coalesce((select core.comes_of_age(person) > now() from core.representation r
    where r.person_id = person and r.guardian::text = subject and r.revoked_at is null and r.valid_until > now()
    limit 1), false)
$$;
