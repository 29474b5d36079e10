-- The number of the transaction that writes a row: a default of columns, so the baseline makes it, too, before the
-- tables.
create or replace function core.current_tx() returns bigint language sql volatile as $$
  select (pg_current_xact_id()::text)::bigint
$$;

grant execute on function core.current_tx() to geleit_app;
