-- A consent is written by the person, or taken down or requested by an institution that has a link to the person.
create policy geleit_insert on core.consent for insert to geleit_app
  with check (
    (
      person_id = (select nullif(core.setting('person'), '-')::uuid)
      and captured_by is null
      and requested_by is null
    )
    or (
      (select current_setting('geleit.role')) in ('counsellor', 'case-manager', 'service')
      and (
        captured_by = (select current_setting('geleit.institution'))
        or (
          captured_by is null
          and requested_by = (select current_setting('geleit.institution'))
          and state = 'REQUESTED'
        )
      )
      and (
        select true
        from core.person_link l
        where l.person_id = consent.person_id
          and l.institution = (select current_setting('geleit.institution')) limit 1
      )
    )
  );
