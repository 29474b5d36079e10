-- Whether the hub really wrote entries in each of the 24 months: a clock that runs ahead must not erase the log
-- before its two years are over.
create or replace function core.access_log_lived(since timestamptz) returns boolean
language sql stable set search_path = pg_catalog set timezone = 'UTC' as $$
  select bool_and(exists (select from core.access_entry e where e.at >= month and e.at < month + interval '1 month'))
  from generate_series(since, since + interval '23 months', interval '1 month') month
$$;
