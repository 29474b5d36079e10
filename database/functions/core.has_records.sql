-- Whether an institution wrote anything about a person besides the link.
create or replace function core.has_records(person uuid, house text) returns boolean
language plpgsql set search_path = pg_catalog as $$
declare
  entry core.person_table;
  found_one boolean;
begin
  for entry in select t.* from core.person_table t where 'UNLINK' = any(t.moves_on) and t.name <> 'core.person_link'
      and (t.author_column is not null or t.author = house) loop
    execute format('select exists (select from %s where person_id = $1 %s)', entry.name::regclass,
      case when entry.author_column is not null then format('and %I = $2', entry.author_column) end)
      using person, house into found_one;
    if found_one then return true; end if;
  end loop;
  return false;
end
$$;
