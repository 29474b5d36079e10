-- The owner's functions ask who represents whom, and end a representation everywhere when it ends.
create policy owner_all on core.representation to current_user using (true) with check (true);
