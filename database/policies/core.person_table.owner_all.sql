-- `geleit migrate` writes which tables move with a person; the moving functions read it.
create policy owner_all on core.person_table to current_user using (true) with check (true);
