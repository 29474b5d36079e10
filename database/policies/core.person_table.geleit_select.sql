-- Which tables move with a person concerns no request.
create policy geleit_select on core.person_table for select to geleit_app using (false);
