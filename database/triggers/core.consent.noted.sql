-- A new exception is in the journal, so that a restored backup does not open what it closed.
create or replace trigger noted after insert on core.consent for each row when (new.exceptions <> '[]'::jsonb)
  execute function core.note_closing('id', 'person_id', 'state', 'recipients', 'categories', 'purposes',
  'valid_from', 'valid_until', 'data_from', 'data_until',
  'exceptions', 'excepts_from', 'secrecy_release', 'ended_at');
