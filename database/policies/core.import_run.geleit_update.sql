-- An institution's import notes how far it is; one that is finished stays as it is.
create policy geleit_update on core.import_run for update to geleit_app
  using (institution = (select core.setting('institution')) and finished_at is null)
  with check (institution = (select core.setting('institution')));
