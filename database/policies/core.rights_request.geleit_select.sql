-- A request is read by the person and by the institution that has to answer it.
create policy geleit_select on core.rights_request for select to geleit_app
  using (
    person_id = (select nullif(core.setting('person'), '-')::uuid)
    or (
      institution = (select current_setting('geleit.institution'))
      and (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'data-protection-officer'))
    )
  );
