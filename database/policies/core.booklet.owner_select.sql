-- The owner's functions find the booklet of a code or a number; callers never search booklets of others.
create policy owner_select on core.booklet for select to current_user using (true);
