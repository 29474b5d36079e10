-- Takes rows along that came under a former id after its merge, as a restored journal or an interrupted import leaves
-- them.
create or replace function core.follow_merges() returns integer language plpgsql security definer
set search_path = pg_catalog as $$
declare
  move core.person_move;
  entry core.person_table;
  row_id uuid;
  followed integer := 0;
begin
  perform set_config('geleit.moving', 'on', true);
  for move in select m.* from core.person_move m join core.person_alias a on a.move_id = m.id
      where m.kind = 'MERGE' and a.ended_at is null order by m.at, m.id loop
    for entry in select t.* from core.person_table t
        where 'MERGE' = any(t.moves_on) order by t.name loop
      for row_id in execute format('select t.id from %s t where t.person_id = $1 and not exists (
            select from core.person_move_row r where (r.move_id, r.table_name, r.row_id) = ($2, $3, t.id))
              order by t.id',
            entry.name::regclass) using move.from_person, move.id, entry.name loop
        perform core.move_row(move, entry.name, row_id);
        followed := followed + 1;
      end loop;
    end loop;
  end loop;
  perform set_config('geleit.moving', 'off', true);
  return followed;
end
$$;

grant execute on function core.follow_merges() to geleit_app;
