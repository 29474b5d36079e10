-- A representation that was revoked stays so after a backup is restored: the journal has it.
create or replace trigger noted after update of revoked_at on core.representation for each row
  when (new.revoked_at is not null) execute function core.note_closing('id', 'revoked_at');
