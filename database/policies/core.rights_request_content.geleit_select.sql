-- The words of a request are read by the person and by those of the asked institution who answer it, not by its data
-- protection officer, who supervises without content.
create policy geleit_select on core.rights_request_content for select to geleit_app
  using (
    person_id = (select nullif(core.setting('person'), '-')::uuid)
    or (
      institution = (select current_setting('geleit.institution'))
      and (select current_setting('geleit.role') in ('counsellor', 'case-manager'))
    )
  );
