-- A link that was refused, ended or cancelled stays so after a backup is restored: the journal has it.
create or replace trigger noted after update of state on core.link for each row when (new.state is distinct
  from old.state and new.state not in ('PENDING', 'ACTIVE'))
  execute function core.note_closing('id', 'state', 'institution');
