-- Data are handed over in the own name: by the person, or by an institution that has a link to the person.
create policy geleit_insert on core.transfer for insert to geleit_app
  with check (
    actor = (select current_setting('geleit.actor'))
    and (
      (person_id = (select nullif(core.setting('person'), '-')::uuid) and institution is null)
      or (
        institution = (select current_setting('geleit.institution'))
        and (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))
        and (
          select true
          from core.person_link l
          where l.person_id = transfer.person_id
            and l.institution = (select current_setting('geleit.institution')) limit 1
        )
      )
    )
  );
