-- Below 15 nobody hands over their data at a screen of their own (section 36 SGB I); unsure counts as below.
create policy above_15 on core.transfer as restrictive for insert to geleit_app
  with check (
    (select current_setting('geleit.role') <> 'person')
    or not (select g.perhaps from core.guardian_acts_alone() g)
  );
