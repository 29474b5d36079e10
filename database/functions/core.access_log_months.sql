-- The months of the access log and their bounds, the same for every session whatever its time zone and date style.
create or replace function core.access_log_months() returns table (name text, begins timestamptz, ends timestamptz)
language sql stable set search_path = pg_catalog set timezone = 'UTC' set datestyle = 'ISO' as $$
  select c.relname::text, (regexp_match(b.bound, 'FROM \(''([^'']+)''\)'))[1]::timestamptz,
    (regexp_match(b.bound, 'TO \(''([^'']+)''\)'))[1]::timestamptz
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
    cross join lateral (select pg_get_expr(c.relpartbound, c.oid) as bound) b
  where i.inhparent = 'core.access_entry'::regclass
$$;

grant execute on function core.access_log_months() to geleit_app;
