-- What is withdrawn from one consent is withdrawn from the others that would still open it (Art. 7(3) GDPR).
create or replace trigger consent_withdrawn_everywhere after update on core.consent
  for each row when (old.state in ('GIVEN', 'RENEWED') and new.state in ('GIVEN', 'RENEWED', 'WITHDRAWN'))
  execute function core.consent_withdrawn_everywhere();
