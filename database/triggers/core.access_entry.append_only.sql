-- The access log is evidence (Art. 5(2) GDPR): no entry is changed or deleted.
create or replace trigger append_only before update or delete on core.access_entry
  for each row execute function core.refuse_change();
