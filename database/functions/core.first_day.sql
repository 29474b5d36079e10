-- The first day of a date of which only the year, or year and month, may be known (ISO 8601, reduced precision).
create or replace function core.first_day(partial text) returns date language sql immutable strict parallel safe as $$
  select make_date(left(partial, 4)::int,
    case when length(partial) > 4 then substr(partial, 6, 2)::int else 1 end,
    case when length(partial) > 7 then substr(partial, 9, 2)::int else 1 end)
$$;

grant execute on function core.first_day(text) to geleit_app;
