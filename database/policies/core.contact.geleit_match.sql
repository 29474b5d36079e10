-- The matcher reads contacts while it is at work, and at no other time.
create policy geleit_match on core.contact for select to current_user
  using (current_setting('geleit.matching', true) = 'on');
