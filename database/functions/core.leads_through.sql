-- Whether an id is this person, or goes on as this person, at once or by later merges.
create or replace function core.leads_through(side uuid, person uuid) returns boolean
language sql stable set search_path = pg_catalog as $$
  with recursive step(id) as (
    select side
    union
    select a.person_id from step s
      join core.person_alias a on a.former_id = s.id and a.institution is null and a.ended_at is null
  )
  select exists (select from step s where s.id = person)
$$;
