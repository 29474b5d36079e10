-- Remembers which records an institution erased, by a keyed hash of what its system calls them, so that the next file
-- does not bring them back (Art. 17 GDPR).
create or replace function core.mark_erased(house text, person uuid, name text, files text[]) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  columns text[] := (select t.natural_key from core.person_table t where t.name = mark_erased.name);
  parts text;
begin
  if columns is null then raise exception 'geleit: no table of records' using errcode = '22023'; end if;
  -- Institutions call a person by their own file number, of which a merge can leave them two.
  select string_agg(case c when 'person_id' then 'f.number' else format('t.%I::text', c) end, ', ' order by n)
    into parts from unnest(columns) with ordinality u(c, n);
  execute format('insert into core.erased_source (mark, institution, record_table, erased_on)
      select distinct core.erased_mark($1, %1$L, array[%2$s]), $1, %1$L, core.today() from %3$s t
      %4$s where t.person_id = $2 and coalesce(to_jsonb(t)->>''institution'', %5$L) = $1
        and array_position(array[%2$s], null) is null
      on conflict (mark) do update set erased_on = excluded.erased_on', name, parts, core.record_table(name),
      case when 'person_id' = any(columns) then 'cross join unnest($3) f(number)' end,
      replace(split_part(name, '.', 1), '_', '-'))
    using house, person, files;
end
$$;
