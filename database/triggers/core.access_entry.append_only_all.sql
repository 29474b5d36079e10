-- The access log is evidence (Art. 5(2) GDPR): it is not emptied either, and its months go only through
-- core.erase_access_log.
create or replace trigger append_only_all before truncate on core.access_entry
  for each statement execute function core.refuse_change();
