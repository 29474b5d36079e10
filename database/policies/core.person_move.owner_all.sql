-- Only the moving functions write moves.
create policy owner_all on core.person_move to current_user using (true) with check (true);
