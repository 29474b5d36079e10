-- The merges, none of them taken back, by which other ids lead to this person.
create or replace function core.moves_into(person uuid) returns setof core.person_move
language sql stable set search_path = pg_catalog as $$
  with recursive into_it(move_id, former_id) as (
    select a.move_id, a.former_id from core.person_alias a
      where a.person_id = person and a.institution is null and a.ended_at is null
    union
    select a.move_id, a.former_id from into_it i join core.person_alias a
      on a.person_id = i.former_id and a.institution is null and a.ended_at is null
  )
  select m.* from into_it i join core.person_move m on m.id = i.move_id
$$;
