-- A qualification is not recognised before it was completed.
create or replace trigger recognised_on_in_order before insert
  or update of completed_on, recognised_on on employment_agency.qualification
  for each row when (new.recognised_on < new.completed_on) execute function core.refuse_day('recognised_on_in_order');
