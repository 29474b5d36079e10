-- A representation that one institution revokes ends everywhere.
create or replace trigger representation_revoked after update of revoked_at on core.representation
  for each row execute function core.representation_revoked();
