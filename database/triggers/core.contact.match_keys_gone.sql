-- What the matcher kept of a contact goes with it (Art. 17 GDPR).
create or replace trigger match_keys_gone after delete on core.contact
  for each row execute function core.contact_keys_changed();
