-- Unusual patterns of access are noted by the institution's own data protection officer (Art. 32 GDPR), as open.
create policy geleit_insert on core.pattern_finding for insert to geleit_app
  with check (
    institution = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.role')) = 'data-protection-officer'
    and state = 'OPEN'
    and found_by = (select current_setting('geleit.actor'))
  );
