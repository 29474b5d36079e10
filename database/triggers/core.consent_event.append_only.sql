-- The history of a consent is proof of it (Art. 7(1) GDPR): no step is changed or deleted.
create or replace trigger append_only before update or delete on core.consent_event
  for each row execute function core.refuse_change();
