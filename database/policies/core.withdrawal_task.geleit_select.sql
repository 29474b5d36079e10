-- A task after a withdrawal is seen by the person and by the institution that has to do it.
create policy geleit_select on core.withdrawal_task for select to geleit_app
  using (
    person_id = (select nullif(core.setting('person'), '-')::uuid)
    or (
      institution = (select current_setting('geleit.institution'))
      and (
        select current_setting('geleit.role') in (
          'counsellor', 'case-manager', 'service', 'data-protection-officer'
        )
      )
    )
  );
