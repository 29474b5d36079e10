-- The record of decisions about duplicates is not emptied.
create or replace trigger append_only_all before truncate on core.duplicate_decision for each statement
  execute function core.refuse_change();
