-- A receipt is read by the person and by whoever captured the consent.
create policy geleit_select on core.consent_receipt for select to geleit_app
  using (
    person_id = (select nullif(core.setting('person'), '-')::uuid)
    or (
      select c.captured_by = (select current_setting('geleit.institution'))
      from core.consent c
      where c.id = consent_receipt.consent_id
    )
  );
