-- A receipt stays as it was signed and issued (ISO/IEC TS 27560).
create or replace trigger append_only before update or delete on core.consent_receipt
  for each row execute function core.refuse_change();
