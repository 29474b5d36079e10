-- Passes to another person what belongs there: a file that gets linked, a file that leaves, or one of two
-- registrations of the same person. Every row is noted, so that it can be taken back.
create or replace function core.move_person(move_kind text, source uuid, target uuid, by_institution text) returns uuid
language plpgsql set search_path = pg_catalog as $$
declare
  move core.person_move;
  entry core.person_table;
  row_id uuid;
  moving text := coalesce(current_setting('geleit.moving', true), 'off');
begin
  move := core.begin_move(move_kind, source, target, by_institution);
  for entry in select t.* from core.person_table t where move_kind = any(t.moves_on)
      and (by_institution is null or t.author_column is not null or t.author = by_institution) order by t.name loop
    for row_id in execute format('select id from %s where person_id = $1 %s order by id', entry.name::regclass,
          case when by_institution is not null and entry.author_column is not null
            then format('and %I = $2', entry.author_column) end)
        using source, by_institution loop
      perform core.move_row(move, entry.name, row_id);
    end loop;
  end loop;
  if move_kind in ('LINK', 'MERGE') then
    insert into core.person_alias (move_id, former_id, person_id, institution)
      values (move.id, source, target, by_institution);
  end if;
  perform core.end_move(move);
  perform set_config('geleit.moving', moving, true);
  return move.id;
end
$$;
