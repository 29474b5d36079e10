-- A scan is read by the person and by counsellors and case managers of the institution that stored it.
create policy geleit_select on core.consent_scan for select to geleit_app
  using (
    person_id = (select nullif(core.setting('person'), '-')::uuid)
    or (
      institution = (select current_setting('geleit.institution'))
      and (select current_setting('geleit.role')) in ('counsellor', 'case-manager')
    )
  );
