-- The owner's triggers note live events and send them once committed.
create policy owner_all on core.announcement to current_user using (true) with check (true);
