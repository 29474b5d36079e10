-- A move locks its persons and marks who goes on as whom, and only while it is under way.
create policy geleit_move on core.person to current_user
  using (current_setting('geleit.moving', true) = 'on')
  with check (current_setting('geleit.moving', true) = 'on');
