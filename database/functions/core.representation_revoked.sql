-- Whoever learns that somebody no longer represents the minor ends it everywhere: another institution that had
-- recorded the same has to see a document anew.
create or replace function core.representation_revoked() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update core.representation r set revoked_at = new.revoked_at
    where r.person_id = new.person_id and r.guardian = new.guardian and r.revoked_at is null;
  return null;
end
$$;
