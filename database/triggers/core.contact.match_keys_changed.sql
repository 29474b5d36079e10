-- The matcher's keys follow the contact that they were made of.
create or replace trigger match_keys_changed after insert
  or update of phone, email, street, postal_code, person_id on core.contact
  for each row execute function core.contact_keys_changed();
