-- Links are made, answered and ended by functions only, which check codes and confirmations.
create policy owner_all on core.link to current_user using (true) with check (true);
