-- Tells an institution that there is a task for it, or that one is due.
create or replace function core.announce_task() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform core.announce('TASK', new.id, 1, new.person_id, array[new.institution]);
  return null;
end
$$;
