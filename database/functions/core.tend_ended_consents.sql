-- Gives holders their tasks when time ends a consent (Art. 17(1) GDPR), once even where several replicas run, and in
-- portions after a long pause.
create or replace function core.tend_ended_consents() returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  mark core.clock_mark;
  step record;
  done integer := 0;
begin
  -- Of several replicas one does it. The mark says how far it has come; the backlog of a long pause goes in portions.
  if not pg_try_advisory_xact_lock(hashtext('geleit.ended_consents')) then return 0; end if;
  select * into mark from core.clock_mark where name = 'ended consents';
  for step in select e.at, e.why, e.consent from core.ended_consents(mark.at) e
      where (e.at, (e.consent).id) > (mark.at, mark.id) order by e.at, (e.consent).id limit 500 loop
    perform core.add_end_tasks(step.consent, step.why);
    update core.clock_mark set at = step.at, id = (step.consent).id where name = mark.name;
    done := done + 1;
  end loop;
  -- A request that was under way at the end is on record only afterwards, within the time limits of statements.
  for step in select e.why, e.consent from core.ended_consents(now() - interval '2 minutes') e loop
    perform core.add_end_tasks(step.consent, step.why);
  end loop;
  return done;
end
$$;

grant execute on function core.tend_ended_consents() to geleit_app;
