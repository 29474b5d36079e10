-- Whether the caller's login has become this person by merges. The actor of a person is the subject of their token,
-- which may still name a former id.
create or replace function core.caller_goes_on_as(person uuid) returns boolean language plpgsql
stable parallel safe security definer set search_path = pg_catalog as $$
declare
  actor text := current_setting('geleit.actor', true);
begin
  if current_setting('geleit.role', true) is distinct from 'person' or actor is null
    or actor !~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then return false; end if;
  return exists (
    with recursive step(id) as (
      select actor::uuid
      union
      select a.person_id from step s
        join core.person_alias a on a.former_id = s.id and a.institution is null and a.ended_at is null
    )
    select from step s where s.id = person);
end
$$;

grant execute on function core.caller_goes_on_as(uuid) to geleit_app;
