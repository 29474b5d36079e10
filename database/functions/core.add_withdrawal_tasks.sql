-- Whoever received data that the person no longer allows gets a task to stop using or erase them (Art. 7(3) and
-- 17(1)(b) GDPR). What was received is read from the access log.
create or replace function core.add_withdrawal_tasks(before core.consent, after core.consent,
  why text default 'WITHDRAWAL'::text)
returns void language plpgsql set search_path = pg_catalog as $$
declare
  denies boolean := after.exceptions <> '[]'::jsonb and after.excepts_from is not null
    and before.excepts_from is null;
begin
  if not denies and (not coalesce(core.lives(before), false) or (core.lives(after)
    and after.recipients = before.recipients
      and after.categories = before.categories and after.purposes = before.purposes
        and after.withdrawn = before.withdrawn)) then
    return;
  end if;
  insert into core.withdrawal_task as t (consent_id, consent_version, person_id, institution, cause, categories,
    purposes,
      first_received_at, last_received_at, due_at)
    select after.id, after.version, after.person_id, e.institution, why, array_agg(distinct p.key),
      array_agg(distinct e.purpose), min(e.at), max(e.at), now() + core.task_period()
    from core.access_entry e cross join lateral jsonb_each(core.shown_bases(e.permitted)) p
    where e.person_id = after.person_id and e.institution is not null and e.event = 'READ' and p.value ? 'CONSENT'
      -- What was given out can rest on several consents: ["CONSENT", id, version, id, version, ...].
      and case when p.value ? after.id::text
        then core.consent_covers(before, e.institution, p.key, e.purpose)
          and not core.consent_covers(after, e.institution, p.key, e.purpose)
        else denies and core.excepts(after.exceptions, e.institution, core.consent_category(p.key), e.purpose) end
    group by e.institution
    on conflict (consent_id, consent_version, institution, cause) do update
      set categories = excluded.categories, purposes = excluded.purposes, last_received_at = excluded.last_received_at
      where t.acknowledged_at is null and t.last_received_at < excluded.last_received_at;
end
$$;
