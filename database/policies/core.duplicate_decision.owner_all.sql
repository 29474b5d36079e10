-- Only the trigger of pairs puts decisions on record.
create policy owner_all on core.duplicate_decision to current_user using (true) with check (true);
