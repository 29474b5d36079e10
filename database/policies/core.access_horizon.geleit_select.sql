-- Up to where the log is being sealed is the sealer's only.
create policy geleit_select on core.access_horizon for select to geleit_app using (false);
