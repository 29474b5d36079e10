-- A transfer is seen by the person and by the two institutions that took part in it.
create policy geleit_select on core.transfer for select to geleit_app
  using (
    person_id = (select nullif(core.setting('person'), '-')::uuid)
    or (
      (select current_setting('geleit.institution')) in (recipient, institution)
      and (
        (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))
        or (select current_setting('geleit.role') = 'data-protection-officer')
      )
    )
  );
