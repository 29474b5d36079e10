-- Puts every decision about a possible duplicate on record and carries it out: a merge moves, a split takes back.
create or replace function core.duplicate_decided() returns trigger language plpgsql security definer
set search_path = pg_catalog as $$
declare
  merged uuid := case when new.survivor = new.person_a then new.person_b else new.person_a end;
  move uuid := old.move_id;
  moving text := coalesce(current_setting('geleit.moving', true), 'off');
begin
  insert into core.duplicate_decision (pair_id, version, state, actor, institution, reason)
    values (new.id, new.version, new.state, core.setting('actor'), nullif(core.setting('institution'), '-'),
      new.reason);
  if new.state = 'MERGED' then
    move := core.move_person('MERGE', merged, new.survivor, null);
  elsif new.state = 'SPLIT' and old.state = 'MERGED' then
    perform core.undo_move(old.move_id);
  else
    return null;
  end if;
  perform set_config('geleit.moving', 'on', true);
  update core.person p set merged_into = case when new.state = 'MERGED' then new.survivor end where p.id = merged;
  perform set_config('geleit.moving', moving, true);
  update core.duplicate_pair p set move_id = move where p.id = new.id;
  insert into core.match_task (person_id) select person from unnest(array[new.person_a, new.person_b]) person;
  return null;
end
$$;
