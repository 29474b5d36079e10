-- Live events leave through notifications only, never by reading the table.
create policy geleit_none on core.announcement for select to geleit_app using (false);
