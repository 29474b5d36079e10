-- What was handed over, and when, stays on record.
create or replace trigger append_only before update or delete on core.transfer for each row
  execute function core.refuse_change();
