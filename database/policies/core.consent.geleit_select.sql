-- A consent is read by the person, by whoever captured or requested it, and by its recipients and their data
-- protection officers (Art. 7(1) GDPR).
create policy geleit_select on core.consent for select to geleit_app
  using (
    person_id = (select nullif(core.setting('person'), '-')::uuid)
    or (
      (
        (
          captured_by = (select current_setting('geleit.institution'))
          or requested_by = (select current_setting('geleit.institution'))
        )
        or (select current_setting('geleit.institution')) = any(recipients)
      )
      and (
        (select current_setting('geleit.role')) in ('counsellor', 'case-manager', 'service')
        or (select current_setting('geleit.role')) = 'data-protection-officer'
      )
    )
  );
