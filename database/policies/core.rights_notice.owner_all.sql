-- Only core.add_rights_notices writes notices; moves take them along.
create policy owner_all on core.rights_notice to current_user using (true) with check (true);
