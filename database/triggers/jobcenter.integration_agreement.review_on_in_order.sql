-- An agreement is not reviewed before it was concluded.
create or replace trigger review_on_in_order before insert
  or update of concluded_on, review_on on jobcenter.integration_agreement
  for each row when (new.review_on < new.concluded_on) execute function core.refuse_day('review_on_in_order');
