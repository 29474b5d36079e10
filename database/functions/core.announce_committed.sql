-- Sends the live events of transactions that have committed, in order: never one of a transaction that was rolled
-- back.
create or replace function core.announce_committed() returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  announced integer;
begin
  -- Of several processes one does it, so that the announcements stay in order; a great many go in portions.
  if not pg_try_advisory_xact_lock(hashtext('geleit.announcements')) then return 0; end if;
  with taken as (
    delete from core.announcement a where a.id in (select n.id from core.announcement n order by n.id limit 10000)
    returning a.id, a.message
  )
  select count(pg_notify('geleit', case when octet_length(message) < 7900 then message
    else '{}' end)) into announced from (select t.message from taken t order by t.id) t;
  return announced;
end
$$;

grant execute on function core.announce_committed() to geleit_app;
