-- Under which id a row came that lies with its holder now; none where nobody can tell.
create or replace function core.sides_of(name text, id uuid, holder uuid) returns uuid[]
language plpgsql stable set search_path = pg_catalog as $$
declare
  side uuid := holder;
  step record;
begin
  loop
    select m.from_person, r.sure into step from core.person_move_row r join core.person_move m on m.id = r.move_id
      join core.person_alias a on a.move_id = m.id and a.institution is null and a.ended_at is null
      where r.table_name = name and r.row_id = sides_of.id and not r.kept and m.to_person = side;
    if not found then return array[side]; end if;
    if not step.sure then return '{}'; end if;
    side := step.from_person;
  end loop;
end
$$;
