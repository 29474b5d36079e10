-- No seal of the access log is taken out of the chain.
create or replace trigger append_only before delete on core.access_seal
  for each row execute function core.refuse_change();
