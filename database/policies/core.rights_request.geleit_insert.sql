-- The person makes requests (Art. 15 to 21 GDPR). Below 15 the guardian does (section 36 SGB I), except about the
-- birth date, which decides that.
create policy geleit_insert on core.rights_request for insert to geleit_app
  with check (
    person_id = (select nullif(core.setting('person'), '-')::uuid)
    and (
      not (select g.surely from core.guardian_acts_alone() g)
      or (record_table is not distinct from 'core.identity' and field is not distinct from 'birthDate')
    )
  );
