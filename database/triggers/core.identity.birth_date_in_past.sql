-- Nobody is born in the future, by the calendar in Germany.
create or replace trigger birth_date_in_past before insert or update of birth_date on core.identity
  for each row when (core.first_day(new.birth_date) > core.today())
    execute function core.refuse_day('birth_date_in_past');
