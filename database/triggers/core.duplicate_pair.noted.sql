-- That two are different persons, or were split, holds after a backup is restored: the journal has it.
create or replace trigger noted after update of state on core.duplicate_pair for each row
  when (new.state in ('DIFFERENT', 'SPLIT') and new.state is distinct from old.state)
  execute function core.note_closing('id', 'state');
