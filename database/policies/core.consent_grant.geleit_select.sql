-- An institution reads what is open to it, the person what is open of theirs. The immigration authority reads
-- nothing, whatever a consent says (section 87 AufenthG).
create policy geleit_select on core.consent_grant for select to geleit_app
  using (
    (
      recipient = (
        select case when current_setting('geleit.role') in ('counsellor', 'case-manager', 'service')
          then nullif(current_setting('geleit.institution'), 'immigration-authority')
          end
      )
      or person_id = (select nullif(core.setting('person'), '-')::uuid)
    ) is true
  );
