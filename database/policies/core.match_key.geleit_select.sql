-- Keys of the matcher are seen by the matcher's own role only.
create policy geleit_select on core.match_key for select to geleit_app
  using ((select current_setting('geleit.role') = 'duplicate-matcher'));
