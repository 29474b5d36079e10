-- The chain of seals is not emptied.
create or replace trigger append_only_all before truncate on core.access_seal
  for each statement execute function core.refuse_change();
