-- The institution that is asked answers, in the name of whoever does it; it cannot withdraw a request for the person.
create policy geleit_update on core.rights_request for update to geleit_app
  using (
    institution = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.role') in ('counsellor', 'case-manager'))
  )
  with check (
    institution = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.role') in ('counsellor', 'case-manager'))
    and state <> 'WITHDRAWN'
    and (answered_at is distinct from now() or answered_by = (select current_setting('geleit.actor')))
  );
