-- A row written under an id that is merged at this moment goes on to the person who carries it on.
create or replace function core.follow_merge() returns trigger language plpgsql security definer
set search_path = pg_catalog as $$
declare
  held uuid := new.person_id;
  moving text := coalesce(current_setting('geleit.moving', true), 'off');
  move core.person_move;
begin
  -- The foreign key has waited for a merge that was under way, and holds off one that would begin now.
  loop
    select m.* into move from core.person_alias a join core.person_move m on m.id = a.move_id
      where a.former_id = held and a.institution is null and a.ended_at is null;
    exit when not found;
    perform set_config('geleit.moving', 'on', true);
    perform core.move_row(move, tg_table_schema || '.' || tg_table_name, new.id);
    perform set_config('geleit.moving', moving, true);
    held := move.to_person;
  end loop;
  return null;
end
$$;
