-- The history of consents is proof (Art. 7(1) GDPR): it is not emptied.
create or replace trigger append_only_all before truncate on core.consent_event
  for each statement execute function core.refuse_change();
