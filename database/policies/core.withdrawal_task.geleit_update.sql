-- The institution confirms its task once, in the name of whoever does it. Data are kept on only as restricted, with
-- the law that demands it (Art. 17(3), 18 GDPR).
create policy geleit_update on core.withdrawal_task for update to geleit_app
  using (
    institution = (select current_setting('geleit.institution'))
    and acknowledged_at is null
    and (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))
  )
  with check (
    institution = (select current_setting('geleit.institution'))
    and acknowledged_by = (select current_setting('geleit.actor'))
    and acknowledged_at = now()
    and measure in ('STOP_USE', 'ERASE', 'RESTRICT')
    and (measure = 'RESTRICT') = (legal_reason is not null)
  );
