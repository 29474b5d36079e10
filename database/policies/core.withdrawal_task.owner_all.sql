-- Only the owner's functions make tasks after withdrawals; merges and splits move them.
create policy owner_all on core.withdrawal_task to current_user using (true) with check (true);
