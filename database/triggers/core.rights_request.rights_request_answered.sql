-- An answer takes effect on the record in the same transaction (Art. 18 GDPR, section 84 SGB X).
create or replace trigger rights_request_answered after update on core.rights_request
  for each row when (new.state <> old.state) execute function core.rights_request_answered();
