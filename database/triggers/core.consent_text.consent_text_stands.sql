-- A reviewed wording never changes (Art. 7(1) GDPR).
create or replace trigger consent_text_stands before update on core.consent_text
  for each row execute function core.consent_text_stands();
