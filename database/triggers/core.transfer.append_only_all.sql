-- The record of transfers is not emptied.
create or replace trigger append_only_all before truncate on core.transfer for each statement
  execute function core.refuse_change();
