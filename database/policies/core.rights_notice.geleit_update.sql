-- An institution acknowledges a notice once, in the name of whoever does it.
create policy geleit_update on core.rights_notice for update to geleit_app
  using (
    institution = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.role') in ('counsellor', 'case-manager'))
    and acknowledged_at is null
  )
  with check (
    institution = (select current_setting('geleit.institution'))
    and acknowledged_at = now()
    and acknowledged_by = (select current_setting('geleit.actor'))
  );
