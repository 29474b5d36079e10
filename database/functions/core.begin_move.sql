-- Begins to pass rows from one person to another and puts on record who did it. Both persons, and their consents,
-- stay locked until the transaction ends.
create or replace function core.begin_move(move_kind text, source uuid, target uuid, by_institution text)
returns core.person_move language plpgsql set search_path = pg_catalog as $$
declare
  move core.person_move;
  person_group integer;
begin
  -- Opens the policies by which the owner moves rows; for this transaction, until end_move.
  perform set_config('geleit.moving', 'on', true);
  if source = target or (select count(*) <> 2 from (
      select from core.person p where p.id in (source, target) order by p.id for update) locked) then
    raise exception 'geleit: person_move' using errcode = '23503', constraint = 'person_move_person_fk';
  end if;
  for person_group in select distinct hashtext(id::text) & 255 from unnest(array[source, target]) id order by 1 loop
    perform pg_advisory_xact_lock(hashtext('geleit.consent'), person_group);
  end loop;
  insert into core.person_move (kind, from_person, to_person, institution, actor, actor_institution)
    values (move_kind, source, target, by_institution, core.setting('actor'), nullif(core.setting('institution'), '-'))
    returning * into move;
  return move;
end
$$;
