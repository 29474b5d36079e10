-- The steps that a possible duplicate may take, each with a reason. Merged is only what was proposed and confirmed
-- for both sides.
create or replace function core.duplicate_deciding() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if (old.state, new.state) not in (('OPEN', 'DIFFERENT'), ('OPEN', 'PROPOSED'), ('PROPOSED', 'PROPOSED'),
        ('PROPOSED', 'MERGED'), ('PROPOSED', 'DIFFERENT'), ('PROPOSED', 'SPLIT'), ('MERGED', 'SPLIT'))
      or new.version <> old.version + 1 or coalesce(trim(new.reason), '') = ''
      or (new.state = 'PROPOSED' and coalesce(new.survivor not in (new.person_a, new.person_b), true))
      or (old.state <> 'OPEN' and new.survivor is distinct from old.survivor)
      -- The column of those who confirmed is written by the functions below alone.
      or ((old.state, new.state) = ('PROPOSED', 'PROPOSED') and new.confirmed = old.confirmed)
      or (new.state = 'MERGED' and not core.is_confirmed(new)) then
    raise exception 'geleit: duplicate_decision' using errcode = '23514', constraint = 'duplicate_decision';
  end if;
  new.decided_at := now();
  -- Who answers a proposal does not become the one who made it, and who may take it back.
  if new.confirmed = old.confirmed and core.setting('institution') <> '-' then
    new.decided_by := core.setting('actor');
    new.decided_institution := core.setting('institution');
  end if;
  return new;
end
$$;
