-- A booklet that was lost or closed stays so after a backup is restored: the journal has it.
create or replace trigger noted after update of status on core.booklet for each row when (new.status is distinct
  from old.status) execute function core.note_closing('id', 'status');
