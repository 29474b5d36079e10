-- The person withdraws a request; below 15 the guardian does (section 36 SGB I), except one about the birth date.
create policy geleit_withdraw on core.rights_request for update to geleit_app
  using (person_id = (select nullif(core.setting('person'), '-')::uuid))
  with check (
    person_id = (select nullif(core.setting('person'), '-')::uuid)
    and state = 'WITHDRAWN'
    and (
      not (select g.surely from core.guardian_acts_alone() g)
      or (record_table is not distinct from 'core.identity' and field is not distinct from 'birthDate')
    )
  );
