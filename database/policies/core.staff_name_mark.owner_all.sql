-- core.same_surname_lookups compares marks, and a trigger forgets them after 31 days.
create policy owner_all on core.staff_name_mark to current_user using (true) with check (true);
