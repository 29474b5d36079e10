-- A withdrawal, a shorter end or a narrower scope is in the journal, so that a restored backup does not open it again
-- (Art. 7(3) GDPR).
create or replace trigger noted_later after update on core.consent for each row
  when ((new.state, new.recipients, new.categories, new.purposes, new.valid_until, new.data_from, new.data_until,
  new.exceptions) is distinct from (old.state, old.recipients, old.categories, old.purposes, old.valid_until,
  old.data_from, old.data_until, old.exceptions)) execute function core.note_closing('id', 'person_id', 'state',
  'recipients', 'categories', 'purposes', 'valid_from', 'valid_until', 'data_from', 'data_until',
  'exceptions', 'excepts_from', 'secrecy_release', 'ended_at');
