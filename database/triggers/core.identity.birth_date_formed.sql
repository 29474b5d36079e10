-- A birth date is a year, a month or a day (ISO 8601), nothing else.
create or replace trigger birth_date_formed before insert or update of birth_date on core.identity
  for each row when (new.birth_date !~ '^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?$')
    execute function core.refuse_day('birth_date_formed');
