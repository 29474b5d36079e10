-- Findings about staff are seen by the own data protection officer, and by no superior.
create policy geleit_select on core.pattern_finding for select to geleit_app
  using (
    institution = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.role')) = 'data-protection-officer'
  );
