-- Notes under which ids a row came to a merged person. All of them through one merge: its split takes the row back.
-- Only some, or none known: nobody can tell.
create or replace function core.note_sides(name text, id uuid, holder uuid, sides uuid[]) returns void
language sql set search_path = pg_catalog as $$
  insert into core.person_move_row (move_id, table_name, row_id, kept, sure)
    select m.id, name, note_sides.id, false, sides <> '{}' and t.through = cardinality(sides)
    from core.moves_into(holder) m cross join lateral (
      select count(*) from unnest(sides) s where core.leads_through(s, m.from_person)) t(through)
    where sides = '{}' or t.through > 0
  on conflict do nothing
$$;
