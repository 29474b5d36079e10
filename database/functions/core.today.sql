-- The day in Germany, whatever the time zone of the session.
create or replace function core.today() returns date language sql stable parallel safe as $$
  select (now() at time zone 'Europe/Berlin')::date
$$;

grant execute on function core.today() to geleit_app;
