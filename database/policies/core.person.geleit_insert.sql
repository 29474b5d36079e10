-- An institution registers a person as its own doing.
create policy geleit_insert on core.person for insert to geleit_app
  with check (
    created_by = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))
  );
