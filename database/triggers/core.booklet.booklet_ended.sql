-- The codes of a booklet that is no longer issued open nothing.
create or replace trigger booklet_ended after update of status on core.booklet
  for each row when (new.status <> 'ISSUED') execute function core.booklet_ended();
