-- Triggers of identities and contacts keep the keys.
create policy owner_all on core.match_key to current_user using (true) with check (true);
