-- Receipts that were issued are not emptied.
create or replace trigger append_only_all before truncate on core.consent_receipt
  for each statement execute function core.refuse_change();
