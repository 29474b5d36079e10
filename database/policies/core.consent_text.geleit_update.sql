-- A draft is reviewed by a data protection officer, in their own name.
create policy geleit_update on core.consent_text for update to geleit_app
  using ((select core.setting('role')) = 'data-protection-officer' and state = 'DRAFT')
  with check (
    (select core.setting('role')) = 'data-protection-officer'
    and reviewed_by = (select current_setting('geleit.actor'))
    and reviewed_institution = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.institution')) not in ('-', 'immigration-authority')
  );
