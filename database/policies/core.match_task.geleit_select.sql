-- Whom to compare next is seen by the matcher's own role only.
create policy geleit_select on core.match_task for select to geleit_app
  using ((select current_setting('geleit.role') = 'duplicate-matcher'));
