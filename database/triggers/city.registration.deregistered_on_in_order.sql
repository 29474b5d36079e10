-- Nobody is deregistered before they were registered.
create or replace trigger deregistered_on_in_order before insert
  or update of registered_on, deregistered_on on city.registration
  for each row when (new.deregistered_on < new.registered_on)
    execute function core.refuse_day('deregistered_on_in_order');
