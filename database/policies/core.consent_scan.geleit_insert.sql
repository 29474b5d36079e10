-- A scan of a paper is stored in the own name of a counsellor or case manager whose institution has a link to the
-- person.
create policy geleit_insert on core.consent_scan for insert to geleit_app
  with check (
    institution = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.role')) in ('counsellor', 'case-manager')
    and actor = (select current_setting('geleit.actor'))
    and (
      select true
      from core.person_link l
      where l.person_id = consent_scan.person_id
        and l.institution = (select current_setting('geleit.institution')) limit 1
    )
  );
