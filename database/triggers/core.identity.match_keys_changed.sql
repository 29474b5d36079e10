-- The matcher's keys follow the identity that they were made of.
create or replace trigger match_keys_changed after insert
  or update of given_sounds, family_sounds, birth_date, person_id
  on core.identity for each row execute function core.identity_keys_changed();
