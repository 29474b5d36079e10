-- Makes the tasks of requests that were under way when a consent was withdrawn and came on record only afterwards
-- (Art. 7(3) GDPR).
create or replace function core.complete_withdrawal_tasks() returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  step record;
begin
  for step in
    select jsonb_populate_record(null::core.consent, b.snapshot) as before,
      jsonb_populate_record(null::core.consent, a.snapshot) as after
    from core.consent_event a left join lateral (select e.snapshot from core.consent_event e
      where e.consent_id = a.consent_id and e.version < a.version order by e.version desc limit 1) b on true
    where a.at > now() - interval '2 minutes'
      and (a.state_before in ('GIVEN', 'RENEWED') or a.snapshot->'exceptions' <> '[]'::jsonb)
  loop
    perform core.add_withdrawal_tasks(step.before, step.after);
  end loop;
end
$$;

grant execute on function core.complete_withdrawal_tasks() to geleit_app;
