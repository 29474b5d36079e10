-- A person is registered with at least one name.
create or replace function core.refuse_nameless() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'geleit: a person without a name' using errcode = '23514', schema = tg_table_schema,
    table = tg_table_name, constraint = 'identity_named';
end
$$;
