-- Who decided that two registrations are one person, or not, stays on record.
create or replace trigger append_only before update or delete on core.duplicate_decision for each row
  execute function core.refuse_change();
