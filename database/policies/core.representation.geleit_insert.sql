-- A representation is recorded in the own name of a counsellor or case manager whose institution has a link to the
-- minor.
create policy geleit_insert on core.representation for insert to geleit_app
  with check (
    institution = (select current_setting('geleit.institution'))
    and (select current_setting('geleit.role')) in ('counsellor', 'case-manager')
    and actor = (select current_setting('geleit.actor'))
    and revoked_at is null
    and (
      select true
      from core.person_link l
      where l.person_id = representation.person_id
        and l.institution = (select current_setting('geleit.institution')) limit 1
    )
  );
