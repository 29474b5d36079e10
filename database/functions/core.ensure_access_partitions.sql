-- Makes room in the access log for this month and those ahead. Several replicas may do it at once; it waits two
-- seconds at most for readers.
create or replace function core.ensure_access_partitions(months integer) returns void language plpgsql security definer
set search_path = pg_catalog set timezone = 'UTC' set datestyle = 'ISO' set lock_timeout = '2s' as $$
declare
  begins timestamptz := date_trunc('month', now());
  needed tstzrange := tstzrange(begins, begins + make_interval(months => months + 1));
  gap tstzrange;
  child text;
  number integer;
begin
  if core.access_log_room() @> needed then return; end if;
  -- Several replicas start together: the second finds nothing left to do.
  perform pg_advisory_xact_lock(hashtext('geleit.access_partitions'));
  for step in 0..months loop
    -- What there is may have been made in another time zone: a month gets what is missing of it, neither more nor less.
    for gap in
      select unnest(tstzmultirange(tstzrange(begins + make_interval(months => step),
        begins + make_interval(months => step + 1)))
        - core.access_log_room())
    loop
      number := 1;
      child := 'access_entry_' || to_char(lower(gap), 'YYYY_MM');
      while to_regclass('core.' || child) is not null loop
        number := number + 1;
        child := 'access_entry_' || to_char(lower(gap), 'YYYY_MM') || '_' || number;
      end loop;
      perform core.add_access_partition(child, lower(gap), upper(gap));
    end loop;
  end loop;
end
$$;

grant execute on function core.ensure_access_partitions(integer) to geleit_app;
