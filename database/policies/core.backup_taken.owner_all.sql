-- `geleit backup` notes when the last backup was taken, so that `doctor` can say how old it is.
create policy owner_all on core.backup_taken to current_user using (true) with check (true);
