-- The transactions that may still write to the access log: each holds this lock from before its entry gets a number
-- until it ends. A range is sealed only after them, so that no entry slips in behind a seal.
create or replace function core.access_writers() returns text[] language sql volatile set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct l.virtualtransaction), '{}') from pg_locks l
  where l.locktype = 'relation' and l.relation = 'core.access_entry'::regclass and l.granted
    and l.database = (select d.oid from pg_database d where d.datname = current_database())
    and l.mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
$$;
