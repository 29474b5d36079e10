-- The ids under which an institution came to know somebody; none where it cannot be told of one of its files.
create or replace function core.sides_of_house(person uuid, house text, in_file boolean) returns uuid[]
language plpgsql stable set search_path = pg_catalog as $$
declare
  file record;
  made core.link;
  known uuid[] := '{}';
  sides uuid[];
begin
  select l.* into made from core.link l where l.person_id = person and l.institution = house and l.state = 'ACTIVE'
    and l.confirmed_at >= (select min(m.at) from core.moves_into(person) m) order by l.confirmed_at desc limit 1;
  if made.id is not null then return core.sides_of_link(made); end if;
  -- Where it had a file of both, one has stayed, and a row of a file that names it came with that id.
  for file in select l.id, l.person_id from core.person_link l where l.institution = house
      and (l.person_id = person or not in_file and l.person_id in (select m.from_person
        from core.moves_into(person) m)) loop
    sides := core.sides_of('core.person_link', file.id, file.person_id);
    if sides = '{}' then return '{}'; end if;
    known := known || sides;
  end loop;
  return known;
end
$$;
