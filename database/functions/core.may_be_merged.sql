-- Whether the person who asks has an open question about a second registration.
create or replace function core.may_be_merged() returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
declare
  me uuid := nullif(core.setting('person'), '-')::uuid;
begin
  return exists (select from core.duplicate_pair p
    where me in (p.person_a, p.person_b) and p.state in ('OPEN', 'PROPOSED'));
end
$$;

grant execute on function core.may_be_merged() to geleit_app;
