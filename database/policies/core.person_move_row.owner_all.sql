-- Only the moving functions note what moved, and under which id a row came.
create policy owner_all on core.person_move_row to current_user using (true) with check (true);
