-- A transfer lies within an open consent, which is then compiled with it.
create or replace trigger transfer_made after insert on core.transfer for each row
  execute function core.transfer_made();
