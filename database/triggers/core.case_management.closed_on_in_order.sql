-- A case is not closed before it was opened.
create or replace trigger closed_on_in_order before insert or update of opened_on, closed_on on core.case_management
  for each row when (new.closed_on < new.opened_on) execute function core.refuse_day('closed_on_in_order');
