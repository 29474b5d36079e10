-- The compiler of consents reads what was handed over.
create policy owner_select on core.transfer for select to current_user using (true);
