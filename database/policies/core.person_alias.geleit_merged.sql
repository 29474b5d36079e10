-- Where a merged registration goes on is told to whoever may see the person it goes on as.
create policy geleit_merged on core.person_alias for select to geleit_app
  using (
    institution is null
    and ended_at is null
    and (select current_setting('geleit.role') in ('counsellor', 'case-manager', 'service'))
    and (select true from core.person p where p.id = core.goes_on_as(person_alias.person_id) limit 1)
  );
