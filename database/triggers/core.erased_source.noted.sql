-- What was erased stays so after a backup is restored: the journal has it (Art. 17 GDPR).
create or replace trigger noted after insert on core.erased_source for each row
  execute function core.note_closing('mark', 'institution', 'record_table', 'erased_on');
