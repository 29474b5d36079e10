-- Nothing that was said before a withdrawal opens again what was withdrawn (Art. 7(3) GDPR).
create or replace trigger consent_said_before before insert or update on core.consent
  for each row when (new.state in ('GIVEN', 'RENEWED')) execute function core.consent_said_before();
