-- Refuses a write by a login whose merge has just been taken back, with the error that says: try again (SQLSTATE
-- 40001). As whom the caller comes in is decided anew then.
create or replace function core.caller_still_is() returns void language plpgsql set search_path = pg_catalog as $$
declare
  me text := current_setting('geleit.person', true);
begin
  if me <> '-' and me <> current_setting('geleit.actor', true) and not core.caller_goes_on_as(me::uuid) then
    raise exception 'geleit: persons were split meanwhile' using errcode = '40001';
  end if;
end
$$;
