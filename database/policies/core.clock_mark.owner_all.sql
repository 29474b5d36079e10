-- The clock of ended consents notes how far it has come.
create policy owner_all on core.clock_mark to current_user using (true) with check (true);
