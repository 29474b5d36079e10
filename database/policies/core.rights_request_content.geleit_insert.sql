-- The words of a request are the person's.
create policy geleit_insert on core.rights_request_content for insert to geleit_app
  with check (person_id = (select nullif(core.setting('person'), '-')::uuid));
