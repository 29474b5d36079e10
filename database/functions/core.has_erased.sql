-- Whether the caller's institution erased any record of this type that is still remembered: usually none, and then an
-- import need not look up its rows.
create or replace function core.has_erased(name text) returns boolean language sql stable security definer
set search_path = pg_catalog as $$
  select exists (select from core.erased_source e where e.institution = core.setting('institution')
    and e.record_table = has_erased.name and e.erased_on > core.today() - core.erased_remembered())
$$;

grant execute on function core.has_erased(text) to geleit_app;
