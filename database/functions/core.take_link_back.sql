-- Takes an institution's file out of a person: what it wrote stays its own, under an id that nobody else knows.
create or replace function core.take_link_back(link core.link) returns void language plpgsql
set search_path = pg_catalog as $$
declare
  fresh uuid := gen_random_uuid();
  moving text := coalesce(current_setting('geleit.moving', true), 'off');
begin
  perform set_config('geleit.moving', 'on', true);
  if link.move_id is not null then
    perform core.undo_move(link.move_id);
  elsif core.has_records(link.person_id, link.institution) then
    -- What it has written since stays its own, under an id that nobody else knows.
    insert into core.person (id, created_by) values (fresh, link.institution);
    perform core.move_person('UNLINK', link.person_id, fresh, link.institution);
  else
    delete from core.person_link l where l.person_id = link.person_id and l.institution = link.institution;
  end if;
  perform set_config('geleit.moving', moving, true);
end
$$;
