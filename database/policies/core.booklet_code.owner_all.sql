-- The owner's functions issue, revoke and look up codes.
create policy owner_all on core.booklet_code to current_user using (true) with check (true);
