-- The immigration authority gets no notices: they would tell of persons (section 87 AufenthG).
create policy geleit_excluded on core.rights_notice as restrictive for select to geleit_app
  using ((select current_setting('geleit.institution') <> 'immigration-authority'));
