-- An institution sees which of its own roles review duplicates.
create policy geleit_select on core.duplicate_reviewer for select to geleit_app
  using (institution = (select current_setting('geleit.institution')));
