-- The owner's functions read and change all consents of a person: an exception in any of them counts, and age,
-- merges, splits, wordings and withdrawals change others.
create policy owner_all on core.consent to current_user using (true) with check (true);
