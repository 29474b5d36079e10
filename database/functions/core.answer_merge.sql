-- The person confirms or refuses that two registrations are theirs. Refusing is open to everybody; below 15 only a
-- guardian can confirm (section 36 SGB I; unsure counts as below).
create or replace function core.answer_merge(pair uuid, confirms boolean) returns table (state text, problem text)
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare
  me uuid := nullif(core.setting('person'), '-')::uuid;
  how text := upper(core.setting('role'));
  found core.duplicate_pair;
begin
  select p.* into found from core.duplicate_pair p where p.id = answer_merge.pair
    and me in (p.person_a, p.person_b) and p.state in ('PROPOSED', 'MERGED') for update;
  if found.id is null then return; end if;
  state := found.state;
  if found.state = 'MERGED' or confirms and me = any(found.confirmed) then
    -- Asked for again: a merge is taken back by who proposed it.
    problem := case when not confirms then 'MERGED' end;
  elsif not confirms then
    state := 'DIFFERENT';
    update core.duplicate_pair p set state = 'DIFFERENT', version = p.version + 1, reason = how where p.id = found.id;
  elsif (select g.perhaps from core.guardian_acts_alone() g) then
    problem := 'BY_GUARDIAN';
  else
    state := core.confirm_side(found, me, how);
  end if;
  return next;
end
$$;

grant execute on function core.answer_merge(uuid,boolean) to geleit_app;
