-- A request has its time limit (Art. 12(3) GDPR) and names a record of this person by this institution, or none.
create or replace trigger rights_request_asked before insert on core.rights_request
  for each row execute function core.rights_request_asked();
