-- Adds a month to the access log under the same locks as the whole: rights and policies of a parent do not hold for a
-- partition that is named directly.
create or replace function core.add_access_partition(child text, begins timestamptz, ends timestamptz) returns void
language plpgsql set search_path = pg_catalog set timezone = 'UTC' set datestyle = 'ISO' as $$
begin
  execute format('create table core.%I partition of core.access_entry for values from (%L) to (%L)', child, begins,
    ends);
  -- Rights and policies of the parent do not hold for a child that is named directly.
  execute format('alter table core.%I enable row level security', child);
  execute format('alter table core.%I alter column fields set statistics 0,
    alter column asked set statistics 0, alter column permitted set statistics 0', child);
  execute format('alter table core.%I force row level security', child);
  execute format('create trigger append_only_all before truncate on core.%I
    for each statement execute function core.refuse_change()', child);
end
$$;
