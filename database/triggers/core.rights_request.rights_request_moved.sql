-- The words of a request follow it to another person.
create or replace trigger rights_request_moved after update of person_id on core.rights_request
  for each row execute function core.rights_request_moved();
