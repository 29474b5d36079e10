-- An award does not end before it begins.
create or replace trigger valid_until_in_order before insert
  or update of valid_from, valid_until on jobcenter.benefit_award
  for each row when (new.valid_until < new.valid_from) execute function core.refuse_day('valid_until_in_order');
