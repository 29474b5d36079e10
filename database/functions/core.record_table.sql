-- The table of a record type by its name. Dynamic SQL takes no other name than one of a table of records.
create or replace function core.record_table(name text) returns regclass language plpgsql stable
  set search_path = pg_catalog as $$
declare
  found regclass := to_regclass(name);
begin
  if not coalesce((select n.nspname in ('core', 'city', 'jobcenter', 'employment_agency', 'caritas') and exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attname = 'restricted_at' and not a.attisdropped)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = found), false) then
    raise exception 'geleit: no table of records' using errcode = '22023';
  end if;
  return found;
end
$$;
