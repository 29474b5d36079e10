-- How two records agree is told to reviewers and to whoever may read both records: otherwise a comparison would tell
-- what is in them.
create policy geleit_select on core.duplicate_agreement for select to geleit_app
  using (
    (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))
    and (
      (
        select true
        from core.duplicate_reviewer r
        where r.institution = (select current_setting('geleit.institution'))
          and r.role = (select current_setting('geleit.role')) limit 1
      )
      or case category when 'IDENTITY' then (
        select true from core.identity s where s.id = duplicate_agreement.source_a limit 1
      ) and (select true from core.identity s where s.id = duplicate_agreement.source_b limit 1)
        when 'CONTACT' then (select true from core.contact s where s.id = duplicate_agreement.source_a limit 1)
        and (select true from core.contact s where s.id = duplicate_agreement.source_b limit 1) end
    )
  );
