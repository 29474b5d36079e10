-- A representation is seen by the minor, by the guardian of whom it speaks, and by the institution that recorded it.
create policy geleit_select on core.representation for select to geleit_app
  using (
    (
      person_id = (select nullif(core.setting('person'), '-')::uuid)
      and (
        (select current_setting('geleit.role')) = 'person'
        or guardian::text = (select current_setting('geleit.actor'))
      )
    )
    or (
      guardian = (select nullif(core.setting('person'), '-')::uuid)
      and (select current_setting('geleit.role')) = 'person'
    )
    or (
      institution = (select current_setting('geleit.institution'))
      and (select current_setting('geleit.role')) in ('counsellor', 'case-manager', 'data-protection-officer')
    )
  );
