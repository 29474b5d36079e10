-- Every version goes into the history and is compiled at once (Art. 7(1) and (3) GDPR).
create or replace trigger consent_changed after insert or update on core.consent
  for each row execute function core.consent_changed();
