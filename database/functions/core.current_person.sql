-- Under which id a person goes on after merges; the same id where there was none.
create or replace function core.current_person(person uuid) returns uuid language sql
stable set search_path = pg_catalog as $$
  with recursive step(id, depth) as (
    select person, 0
    union all
    select a.person_id, s.depth + 1 from step s
      join core.person_alias a on a.former_id = s.id and a.institution is null and a.ended_at is null
    where s.depth < 100
  )
  select id from step where core.setting('actor') is not null order by depth desc limit 1
$$;
