-- A request takes only the steps that there are, within the time limits of Art. 12(3) and 18(3) GDPR.
create or replace trigger rights_request_changed before update on core.rights_request
  for each row execute function core.rights_request_changed();
