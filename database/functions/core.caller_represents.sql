-- Whether the caller is a guardian who represents this person at this moment (section 1629 BGB).
create or replace function core.caller_represents(person uuid) returns boolean language sql stable security definer
set search_path = pg_catalog as $$
  select current_setting('geleit.role') = 'guardian' and core.represents(current_setting('geleit.actor'), person)
$$;

grant execute on function core.caller_represents(uuid) to geleit_app;
