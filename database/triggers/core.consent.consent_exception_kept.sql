-- An exception counts from the first giving on.
create or replace trigger consent_exception_kept before insert on core.consent
  for each row when (new.exceptions <> '[]'::jsonb or new.excepts_from is not null)
    execute function core.consent_exception_kept();
