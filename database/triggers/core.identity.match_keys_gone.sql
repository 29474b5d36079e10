-- What the matcher kept of an identity goes with it (Art. 17 GDPR).
create or replace trigger match_keys_gone after delete on core.identity
  for each row execute function core.identity_keys_changed();
