-- A decision about a duplicate goes on record and is carried out.
create or replace trigger duplicate_decided after update of state on core.duplicate_pair
  for each row execute function core.duplicate_decided();
