-- Marks of staff's own surnames are kept for 31 days, as long as the search for unusual patterns needs them (Art.
-- 5(1)(e) GDPR).
create or replace function core.forget_staff_names() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from core.staff_name_mark where day < (now() at time zone 'Europe/Berlin')::date - 31;
  return null;
end
$$;
