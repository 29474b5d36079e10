-- Takes a link or a merge back: rows return to whom they came from, what came meanwhile goes to whom it belongs. Only
-- the last of several merges can be taken back.
create or replace function core.undo_move(move_id uuid) returns uuid language plpgsql set search_path = pg_catalog as $$
declare
  done core.person_move;
  back core.person_move;
  moved core.person_move_row;
  holder uuid;
begin
  select m.* into done from core.person_move m where m.id = undo_move.move_id for no key update;
  if done.id is null or done.undone_by is not null or done.kind not in ('LINK', 'MERGE') then
    raise exception 'geleit: person_move_to_undo' using errcode = '23514', constraint = 'person_move_to_undo';
  end if;
  holder := core.current_person(done.to_person);
  if done.kind = 'LINK' then
    -- Whoever leaves takes everything along, also what was written since.
    back.id := core.move_person('UNLINK', holder, done.from_person, done.institution);
  else
    if holder <> done.to_person then
      raise exception 'geleit: person_move_is_last' using errcode = '23514', constraint = 'person_move_is_last';
    end if;
    back := core.begin_move('SPLIT', done.to_person, done.from_person, done.institution);
    perform core.split_meanwhile(done);
    for moved in select r.* from core.person_move_row r where r.move_id = done.id and not r.kept and r.sure
        order by r.table_name, r.row_id loop
      perform core.move_row(back, moved.table_name, moved.row_id);
    end loop;
    -- What the hub made of a consent or a request goes with it.
    update core.withdrawal_task t set person_id = done.from_person from core.consent c
      where c.id = t.consent_id and c.person_id = done.from_person and t.person_id = done.to_person;
    update core.rights_notice n set person_id = done.from_person from core.rights_request r
      where r.id = n.request_id and r.person_id = done.from_person and n.person_id = done.to_person;
    perform core.end_move(back);
  end if;
  update core.person_alias a set ended_at = now() where a.move_id = done.id;
  update core.person_move m set undone_by = back.id where m.id = done.id;
  return back.id;
end
$$;
