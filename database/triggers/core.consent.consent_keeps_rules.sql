-- What holds for every consent, whoever writes it.
create or replace trigger consent_keeps_rules before insert or update on core.consent
  for each row execute function core.consent_keeps_rules();
