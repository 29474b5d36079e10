-- Whoever comes in under a former id changes no consent while it is being decided who they are: such a change is
-- refused at once, to be tried again, because a merge or split waits for the same consent.
create or replace function core.changes_under() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  moving text := coalesce(current_setting('geleit.moving', true), 'off');
begin
  perform set_config('geleit.moving', 'on', true);
  perform from core.person p where p.id = new.person_id for key share nowait;
  perform set_config('geleit.moving', moving, true);
  perform core.caller_still_is();
  return new;
exception when lock_not_available then
  raise exception 'geleit: persons are split or merged' using errcode = '40001';
end
$$;
