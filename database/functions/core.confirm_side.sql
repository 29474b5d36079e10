-- Counts that one side of a proposed merge was confirmed, and merges once both are.
create or replace function core.confirm_side(pair core.duplicate_pair, side uuid, how text) returns text
language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from core.person p where p.id in (pair.person_a, pair.person_b) and p.merged_into is not null) then
    raise exception 'geleit: person_move' using errcode = '23514', constraint = 'person_move_is_last';
  end if;
  pair.confirmed := pair.confirmed || side;
  update core.duplicate_pair p set confirmed = pair.confirmed, version = p.version + 1, reason = how,
      state = case when core.is_confirmed(pair) then 'MERGED' else 'PROPOSED' end
    where p.id = pair.id returning p.state into pair.state;
  return pair.state;
end
$$;
