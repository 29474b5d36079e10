-- The journal outside the database has what was closed within minutes; after 90 days the database forgets it (Art.
-- 5(1)(e) GDPR).
create or replace function core.forget_closings() returns void
language sql security definer set search_path = pg_catalog as $$
  delete from core.closing c where c.at < now() - interval '90 days'
$$;

grant execute on function core.forget_closings() to geleit_app;
