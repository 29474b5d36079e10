-- A consent is not changed by a login that is just being merged or split.
create or replace trigger changes_under before update on core.consent for each row
  when (current_setting('geleit.role', true) = 'person'
  and current_setting('geleit.person', true) is distinct from current_setting('geleit.actor', true))
  execute function core.changes_under();
