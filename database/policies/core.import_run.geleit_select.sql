-- An institution sees its own imports.
create policy geleit_select on core.import_run for select to geleit_app
  using (institution = (select core.setting('institution')));
