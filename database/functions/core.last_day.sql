-- The last day of a date of which only the year, or year and month, may be known (ISO 8601, reduced precision).
create or replace function core.last_day(partial text) returns date language sql immutable strict parallel safe as $$
  select case length(partial) when 4 then make_date(left(partial, 4)::int, 12, 31)
    when 7 then (make_date(left(partial, 4)::int, substr(partial, 6, 2)::int, 1) + interval '1 month')::date - 1
    else make_date(left(partial, 4)::int, substr(partial, 6, 2)::int, substr(partial, 9, 2)::int) end
$$;

grant execute on function core.last_day(text) to geleit_app;
