-- A receipt is issued for a version that exists, as it stands in the history, to the person or to whoever captured
-- the consent.
create policy geleit_insert on core.consent_receipt for insert to geleit_app
  with check (
    (
      select e.state_after = consent_receipt.state and e.person_id = consent_receipt.person_id
      from core.consent_event e
      where e.consent_id = consent_receipt.consent_id and e.version = consent_receipt.version
    )
    and (
      person_id = (select nullif(core.setting('person'), '-')::uuid)
      or (
        select c.captured_by = (select current_setting('geleit.institution'))
        from core.consent c
        where c.id = consent_receipt.consent_id
      )
    )
  );
