-- A code that was revoked stays so after a backup is restored: the journal has it.
create or replace trigger noted after update of revoked_at on core.booklet_code for each row
  when (new.revoked_at is not null) execute function core.note_closing('hash', 'revoked_at', 'revoked_because');
