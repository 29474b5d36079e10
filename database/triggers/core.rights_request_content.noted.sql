-- Words that were erased stay so after a backup is restored: the journal has it (Art. 17 GDPR).
create or replace trigger noted after update of words on core.rights_request_content for each row
  when (new.words is null and old.words is not null) execute function core.note_closing('request_id');
