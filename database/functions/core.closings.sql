-- What was closed since a transaction, for the journal outside the database: after a restored backup withdrawals are
-- made good from it. Read again while an older transaction is still writing.
create or replace function core.closings(since bigint) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  -- Whoever still writes may commit later, under a lower number: until they have ended, what is as young is read again.
  select jsonb_build_object('horizon', pg_snapshot_xmin(pg_current_snapshot())::text, 'closings', coalesce((
    select jsonb_agg(jsonb_build_object('id', c.id::text, 'tx', c.tx::text, 'at', c.at, 'fact', c.fact) order by c.id)
    from core.closing c where c.tx >= since), '[]'))
$$;

grant execute on function core.closings(bigint) to geleit_app;
