-- An open pair is decided by whoever may read both identities; a proposal or merge is taken back by the institution
-- that made it or by a reviewer. Nobody merges directly.
create policy geleit_update on core.duplicate_pair for update to geleit_app
  using (
    (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))
    and (
      (
        state = 'OPEN'
        and (select true from core.identity i where i.person_id = duplicate_pair.person_a limit 1)
        and (select true from core.identity i where i.person_id = duplicate_pair.person_b limit 1)
      )
      or (
        state in ('PROPOSED', 'MERGED')
        and (
          decided_institution = (select current_setting('geleit.institution'))
          or (
            (
              select true
              from core.duplicate_reviewer r
              where r.institution = (select current_setting('geleit.institution'))
                and r.role = (select current_setting('geleit.role')) limit 1
            )
            and (select true from core.identity i where i.person_id = duplicate_pair.survivor limit 1)
          )
        )
      )
    )
  )
  with check (
    (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))
    and state in ('DIFFERENT', 'PROPOSED', 'SPLIT')
  );
