-- A seal changes only where the chain itself says that its entries were erased.
create or replace trigger only_collapses before update on core.access_seal
  for each row execute function core.seal_collapses();
