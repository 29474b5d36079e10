-- A course is not completed before the enrolment.
create or replace trigger completed_on_in_order before insert
  or update of enrolled_on, completed_on on city.language_enrolment
  for each row when (new.completed_on < new.enrolled_on) execute function core.refuse_day('completed_on_in_order');
