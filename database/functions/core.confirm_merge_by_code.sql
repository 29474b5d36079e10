-- Staff of another institution than the one that proposed a merge confirm one side of it, with the booklet and the
-- document before them: two pairs of eyes.
create or replace function core.confirm_merge_by_code(code bytea, document text)
returns table (person_id uuid, state text, problem text)
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare
  house text := core.setting('institution');
  found core.duplicate_pair;
begin
  if house in ('-', 'immigration-authority') or core.setting('role') not in ('counsellor', 'case-manager') then
    raise exception 'geleit: merge_by_staff' using errcode = '42501';
  end if;
  select core.current_person(b.person_id) into person_id
    from core.booklet_code c join core.booklet b on b.id = c.booklet_id
    where c.hash = code and c.revoked_at is null and b.status = 'ISSUED';
  if person_id is null then
    problem := 'UNKNOWN';
    return next;
    return;
  end if;
  -- Whoever proposed it does not confirm it.
  for found in select p.* from core.duplicate_pair p where p.state = 'PROPOSED' and p.decided_institution <> house
      and confirm_merge_by_code.person_id in (p.person_a, p.person_b)
      and confirm_merge_by_code.person_id <> all(p.confirmed) order by p.id for update loop
    state := core.confirm_side(found, person_id, 'BOOKLET ' || document);
  end loop;
  if state is null then problem := 'NOTHING_WAITS'; end if;
  return next;
end
$$;

grant execute on function core.confirm_merge_by_code(bytea,text) to geleit_app;
