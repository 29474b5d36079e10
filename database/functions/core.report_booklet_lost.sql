-- The person reports their booklet as lost, so that its codes open nothing; the institution that issued it changes
-- its own record itself.
create or replace function core.report_booklet_lost(booklet uuid) returns setof core.booklet
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('geleit.moving', 'on', true);
  return query update core.booklet b set status = 'LOST', version = b.version + 1, updated_at = now()
    where b.id = report_booklet_lost.booklet and b.status = 'ISSUED'
      and b.person_id = nullif(core.setting('person'), '-')::uuid
    returning b.*;
  perform set_config('geleit.moving', 'off', true);
end
$$;

grant execute on function core.report_booklet_lost(uuid) to geleit_app;
