-- The person reads who saw their data (Art. 15(1)(c) GDPR), also under former ids; an institution's data protection
-- officer reads what the institution itself saw.
create policy geleit_select on core.access_entry for select to geleit_app
  using (
    person_id = (select nullif(core.setting('person'), '-')::uuid)
    or (
      institution = (select current_setting('geleit.institution'))
      and (select current_setting('geleit.role') = 'data-protection-officer')
    )
    or person_id::text || '/' = any((select core.former_ids())::text[])
    or person_id::text || '/' || institution = any((select core.former_ids())::text[])
  );
