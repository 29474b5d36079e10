-- The words of a request go with it when it passes to another person.
create or replace function core.rights_request_moved() returns trigger language plpgsql
  set search_path = pg_catalog as $$
begin
  update core.rights_request_content c set person_id = new.person_id where c.request_id = new.id;
  return null;
end
$$;
