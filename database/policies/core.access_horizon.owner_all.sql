-- The sealer notes up to where the log is complete once all who are writing have ended.
create policy owner_all on core.access_horizon to current_user using (true) with check (true);
