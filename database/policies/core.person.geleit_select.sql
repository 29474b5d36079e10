-- That a person exists is known to themself, to institutions with a link and to recipients of an open consent; never
-- to the immigration authority (section 87 AufenthG). A merged registration is nobody.
create policy geleit_select on core.person for select to geleit_app
  using (
    merged_into is null
    and (
      id = (select nullif(core.setting('person'), '-')::uuid)
      or (
        select true
        from core.person_link l
        where l.person_id = person.id
          and l.institution = (
            select case when current_setting('geleit.role') in ('counsellor', 'case-manager', 'service')
              then nullif(current_setting('geleit.institution'), 'immigration-authority')
              end
          ) limit 1
      )
      or (
        select true
        from core.consent_grant c
        where c.person_id = person.id
          and c.recipient = (
            select case when current_setting('geleit.role') in ('counsellor', 'case-manager', 'service')
              then nullif(current_setting('geleit.institution'), 'immigration-authority')
              end
          )
          and c.ended is null
          and c.valid_from <= now()
          and c.valid_until > now() limit 1
      )
    )
  );
