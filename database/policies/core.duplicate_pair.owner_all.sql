-- The owner's functions carry out decisions, confirm sides and drop pairs that no longer agree.
create policy owner_all on core.duplicate_pair to current_user using (true) with check (true);
