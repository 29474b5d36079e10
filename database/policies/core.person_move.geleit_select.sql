-- Moves are seen by the person to whom rows came, and by the institution on whose behalf they were made.
create policy geleit_select on core.person_move for select to geleit_app
  using (
    to_person = (select nullif(core.setting('person'), '-')::uuid)
    or (
      institution = (select current_setting('geleit.institution'))
      and (select current_setting('geleit.role')) in (
        'counsellor', 'case-manager', 'service', 'data-protection-officer'
      )
    )
  );
