-- Triggers ask for comparisons, and the matcher takes them.
create policy owner_all on core.match_task to current_user using (true) with check (true);
