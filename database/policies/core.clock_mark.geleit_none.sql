-- How far the clock of ended consents has come does not concern any request.
create policy geleit_none on core.clock_mark for select to geleit_app using (false);
