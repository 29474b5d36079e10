-- Whether the caller's institution registered this person in the same transaction: the only case in which it may file
-- somebody without their code or consent.
create or replace function core.is_new_person(person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from core.person p where p.id = person and p.created_at = now()
    and p.created_by = core.setting('institution'))
$$;

grant execute on function core.is_new_person(uuid) to geleit_app;
