-- An import runs for the own institution.
create policy geleit_insert on core.import_run for insert to geleit_app
  with check (institution = (select core.setting('institution')));
