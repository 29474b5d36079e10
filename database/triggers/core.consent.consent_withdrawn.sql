-- What a change takes away becomes tasks of those who hold the data (Art. 17(1)(b) GDPR).
create or replace trigger consent_withdrawn after update on core.consent for each row
  execute function core.consent_withdrawn();
