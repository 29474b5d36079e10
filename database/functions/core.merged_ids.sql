-- A person's id and those that lead to it by merges: what could not move lies there still.
create or replace function core.merged_ids(person uuid) returns uuid[]
language sql stable set search_path = pg_catalog as $$
  with recursive own(id) as (
    select person
    union
    select a.former_id from own o join core.person_alias a
      on a.person_id = o.id and a.institution is null and a.ended_at is null
  )
  select array_agg(id order by id) from own
$$;
