-- Scans go with their person at a merge or a split, and only while it is under way.
create policy geleit_move on core.consent_scan to current_user
  using (current_setting('geleit.moving', true) = 'on')
  with check (current_setting('geleit.moving', true) = 'on');
