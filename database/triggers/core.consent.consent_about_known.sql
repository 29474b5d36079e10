-- Runs before the rules about age: a person who is unknown to the institution looks like nobody.
create or replace trigger consent_about_known before insert on core.consent
  for each row execute function core.consent_about_known();
