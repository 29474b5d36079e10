-- The matcher writes how names sound while it is at work, and at no other time.
create policy geleit_match on core.identity for update to current_user
  using (current_setting('geleit.matching', true) = 'on');
