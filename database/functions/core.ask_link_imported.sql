-- An import that names a booklet asks the person for the link instead of making it. The immigration authority never
-- gets one (section 87 AufenthG), and a person who refused before is not asked again.
create or replace function core.ask_link_imported(number text, file text, valid_for interval) returns uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  house text := core.setting('institution');
  carried core.booklet;
begin
  select b.* into carried from core.booklet b
    where b.booklet_number = number and b.status = 'ISSUED' and core.imports_persons();
  if carried.id is null or house = 'immigration-authority' then return null; end if;
  carried.person_id := core.current_person(carried.person_id);
  -- The importer knows which rule the policy has; what the person decided holds whatever it is. Who is asked already, by
  -- an earlier file or by staff with the code, is not asked twice.
  if core.ended_link_before(carried.person_id, true) or exists (select from core.link l
      where l.person_id = carried.person_id and l.institution = house
        and (l.state = 'ACTIVE' or (l.state = 'PENDING' and l.expires_at > now()))) then
    return null;
  end if;
  insert into core.link (person_id, institution, state, way, booklet_id, booklet_number, file_number, requested_by,
    expires_at)
    values (carried.person_id, house, 'PENDING', 'IMPORT', carried.id, number, file, core.setting('actor'),
      now() + valid_for);
  return carried.person_id;
end
$$;

grant execute on function core.ask_link_imported(text,text,interval) to geleit_app;
