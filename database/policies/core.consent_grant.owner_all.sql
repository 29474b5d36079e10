-- Only the compiler of consents writes what is open.
create policy owner_all on core.consent_grant to current_user using (true) with check (true);
