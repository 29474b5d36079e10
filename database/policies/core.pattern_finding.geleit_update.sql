-- The own data protection officer reviews a finding, in their own name.
create policy geleit_update on core.pattern_finding for update to geleit_app
  using (
    institution = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.role')) = 'data-protection-officer'
  )
  with check (
    institution = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.role')) = 'data-protection-officer'
    and (state = 'OPEN' or reviewed_by = (select current_setting('geleit.actor')) or reviewed_at < now())
  );
