-- The person sees which former ids lead to them.
create policy geleit_select on core.person_alias for select to geleit_app
  using (person_id = (select nullif(core.setting('person'), '-')::uuid));
