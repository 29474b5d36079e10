-- A measure does not end before it starts.
create or replace trigger ends_on_in_order before insert or update of starts_on, ends_on on core.measure
  for each row when (new.ends_on < new.starts_on) execute function core.refuse_day('ends_on_in_order');
