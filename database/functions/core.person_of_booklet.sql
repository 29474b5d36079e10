-- Whose booklet has this number. Only an import of persons may follow a number; whoever has the booklet before them
-- uses its code.
create or replace function core.person_of_booklet(number text) returns uuid language sql stable security definer
set search_path = pg_catalog as $$
  select core.current_person(b.person_id) from core.booklet b
  where b.booklet_number = number and b.status = 'ISSUED' and (select core.imports_persons())
$$;

grant execute on function core.person_of_booklet(text) to geleit_app;
