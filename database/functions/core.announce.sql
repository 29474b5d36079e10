-- Notes a live event. Its message holds ids and institutions only, no data about a person.
create or replace function core.announce(kind text, id uuid, version integer, person uuid,
  institutions text[]) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
  message text := json_build_object('kind', kind, 'id', id, 'version', version, 'person', person,
    'institutions', array_remove(institutions, null))::text;
begin
  insert into core.announcement (message) values (message);
end
$$;
