-- The time for which the access log can take entries. Where there is none nothing is disclosed, because no disclosure
-- goes unlogged.
create or replace function core.access_log_room() returns tstzmultirange
language sql stable set search_path = pg_catalog as $$
  select coalesce(range_agg(tstzrange(m.begins, m.ends)), '{}') from core.access_log_months() m
$$;

grant execute on function core.access_log_room() to geleit_app;
