-- The day on which an age is reached (sections 187(2), 188(2) BGB): 1 March for whoever was born on 29 February.
create or replace function core.birthday(born date, age integer) returns date language sql immutable parallel safe as $$
  select d + case when extract(day from d) < extract(day from born) then 1 else 0 end
  from (select (born + make_interval(years => age))::date) t(d)
$$;

grant execute on function core.birthday(date,integer) to geleit_app;
