-- Moves write the former ids, splits end them, and the owner's functions follow them.
create policy owner_all on core.person_alias to current_user using (true) with check (true);
