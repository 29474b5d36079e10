-- Reminds the holders of tasks after withdrawals when these fall due, each once even where several replicas run.
create or replace function core.announce_due_tasks() returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  announced integer;
begin
  -- Of several replicas one does it; what it has announced, no other announces again.
  if not pg_try_advisory_xact_lock(hashtext('geleit.due_tasks')) then return 0; end if;
  update core.withdrawal_task set due_announced_at = now() where id in (select t.id from core.withdrawal_task t
    where t.due_at <= now() and t.acknowledged_at is null and t.due_announced_at is null
    order by t.due_at limit 1000 for update skip locked);
  get diagnostics announced = row_count;
  return announced;
end
$$;

grant execute on function core.announce_due_tasks() to geleit_app;
