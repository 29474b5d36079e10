-- Whether both sides of a proposed merge were confirmed; a registration that only the proposing institution knows
-- needs no further confirmation.
create or replace function core.is_confirmed(pair core.duplicate_pair) returns boolean
language plpgsql set search_path = pg_catalog as $$
begin
  return pair.confirmed <> '{}'
    and (pair.person_a = any(pair.confirmed) or core.is_own_house(pair.person_a, pair.decided_institution))
    and (pair.person_b = any(pair.confirmed) or core.is_own_house(pair.person_b, pair.decided_institution));
end
$$;
