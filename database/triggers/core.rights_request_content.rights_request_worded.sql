-- Words come together with their request; a dispute becomes a note beside the value (section 84(2) SGB X).
create or replace trigger rights_request_worded after insert on core.rights_request_content
  for each row execute function core.rights_request_worded();
