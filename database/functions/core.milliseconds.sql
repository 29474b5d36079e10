-- A moment as JavaScript counts it, rounded down as everywhere outside the database.
create or replace function core.milliseconds(moment text) returns bigint language sql stable parallel safe as $$
  select floor(extract(epoch from moment::timestamptz) * 1000)::bigint
$$;

grant execute on function core.milliseconds(text) to geleit_app;
