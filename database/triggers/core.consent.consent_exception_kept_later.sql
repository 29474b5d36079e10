-- An exception is changed by nobody who works through the hub's role.
create or replace trigger consent_exception_kept_later before update on core.consent
  for each row when (old.exceptions <> '[]'::jsonb or new.exceptions <> '[]'::jsonb or new.excepts_from is not null)
  execute function core.consent_exception_kept();
