-- A pair of possible duplicates is seen by reviewers, by the institution that decided about it, and by whoever may
-- read both identities and all that makes the pair alike.
create policy geleit_select on core.duplicate_pair for select to geleit_app
  using (
    (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))
    and (
      (
        select true
        from core.duplicate_reviewer r
        where r.institution = (select current_setting('geleit.institution'))
          and r.role = (select current_setting('geleit.role')) limit 1
      )
      or decided_institution = (select current_setting('geleit.institution'))
      or (
        state <> 'MERGED'
        and (select true from core.identity i where i.person_id = duplicate_pair.person_a limit 1)
        and (select true from core.identity i where i.person_id = duplicate_pair.person_b limit 1)
        and (
          select s.score >= duplicate_pair.threshold and (duplicate_pair.by_identity or s.contact_agrees)
          from core.agreement_seen(duplicate_pair.id) s
        )
      )
    )
  );
