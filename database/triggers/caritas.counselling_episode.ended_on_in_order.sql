-- A counselling episode does not end before it starts.
create or replace trigger ended_on_in_order before insert
  or update of started_on, ended_on on caritas.counselling_episode
  for each row when (new.ended_on < new.started_on) execute function core.refuse_day('ended_on_in_order');
