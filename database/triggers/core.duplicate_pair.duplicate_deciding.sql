-- A possible duplicate takes only the steps that there are, with a reason and confirmed by both sides.
create or replace trigger duplicate_deciding before update of state on core.duplicate_pair
  for each row execute function core.duplicate_deciding();
