-- An institution that has the booklet before it asks for a link, or makes it if the person is there with a document.
-- Unknown, revoked and foreign codes are told alike; the immigration authority gets none (section 87 AufenthG).
create or replace function core.link_by_code(code bytea, file text, document text, valid_for interval)
returns table(made core.link, problem text) language plpgsql security definer set search_path = pg_catalog as $$
declare
  house text := core.setting('institution');
  carried record;
begin
  -- The immigration authority never learns of anybody (section 87 AufenthG), whatever the policy says.
  if house in ('-', 'immigration-authority') or core.setting('role') not in ('counsellor', 'case-manager') then
    raise exception 'geleit: link_by_staff' using errcode = '42501';
  end if;
  -- One statement, whether the code was never issued, was revoked, or comes from another municipality.
  select b.id, b.booklet_number, core.current_person(b.person_id) as person_id, c.kind into carried
    from core.booklet_code c join core.booklet b on b.id = c.booklet_id
    where c.hash = code and c.revoked_at is null and b.status = 'ISSUED';
  if carried.id is null then
    problem := 'UNKNOWN';
    return next;
    return;
  end if;
  -- A double click asks once: the second request finds the first, and takes its place.
  perform pg_advisory_xact_lock(hashtextextended('geleit.link ' || house || ' ' || carried.person_id, 0));
  insert into core.link as l (person_id, institution, state, way, booklet_id, booklet_number, file_number,
    requested_by, expires_at)
    values (carried.person_id, house, 'PENDING', carried.kind, carried.id, carried.booklet_number, file,
      core.setting('actor'), now() + valid_for)
    returning l.* into made;
  if document is not null then
    problem := nullif(core.complete_link(made, 'PRESENCE', document), 'PERSON_CONFIRMS');
    perform set_config('geleit.moving', 'off', true);
  elsif exists (select from core.person_link l where l.person_id = made.person_id and l.institution = house) then
    problem := 'LINKED_ALREADY';
  end if;
  if problem is not null then
    delete from core.link l where l.id = made.id;
  else
    -- A request takes the place of the one before; an attempt that is refused changes nothing.
    update core.link l set state = 'CANCELLED', ended_at = now()
      where l.person_id = carried.person_id and l.institution = house and l.state = 'PENDING' and l.id <> made.id;
  end if;
  select l.* into made from core.link l where l.id = made.id;
  return next;
end
$$;

grant execute on function core.link_by_code(bytea,text,text,interval) to geleit_app;
