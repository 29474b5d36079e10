-- Seals hold hashes and no data: everybody may verify the chain.
create policy geleit_select on core.access_seal for select to geleit_app using (true);
