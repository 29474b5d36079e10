-- The owner's functions check that whoever follows booklet numbers is an import of persons that is under way.
create policy owner_select on core.import_run for select to current_user using (true);
