-- A consent is changed by the person and by whoever captured or requested it; a data protection officer can only end
-- it, in the ways that end it for good.
create policy geleit_update on core.consent for update to geleit_app
  using (
    person_id = (select nullif(core.setting('person'), '-')::uuid)
    or (
      (select current_setting('geleit.role')) in ('counsellor', 'case-manager', 'service')
      and (
        captured_by = (select current_setting('geleit.institution'))
        or requested_by = (select current_setting('geleit.institution'))
      )
    )
    or (
      (select current_setting('geleit.role')) = 'data-protection-officer'
      and (
        (
          captured_by = (select current_setting('geleit.institution'))
          or requested_by = (select current_setting('geleit.institution'))
        )
        or (select current_setting('geleit.institution')) = any(recipients)
      )
    )
  )
  with check (
    person_id = (select nullif(core.setting('person'), '-')::uuid)
    or (
      (select current_setting('geleit.role')) in ('counsellor', 'case-manager', 'service')
      and (
        captured_by = (select current_setting('geleit.institution'))
        or requested_by = (select current_setting('geleit.institution'))
      )
    )
    or (
      (select current_setting('geleit.role')) = 'data-protection-officer'
      and (
        (
          captured_by = (select current_setting('geleit.institution'))
          or requested_by = (select current_setting('geleit.institution'))
        )
        or (select current_setting('geleit.institution')) = any(recipients)
      )
      and state in ('REVOKED', 'INVALIDATED')
    )
  );
