-- The owner's functions carry answers out and move requests with their person.
create policy owner_all on core.rights_request to current_user using (true) with check (true);
