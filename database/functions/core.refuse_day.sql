-- Refuses a row whose days are out of order, under the name of the rule that its trigger gives.
create or replace function core.refuse_day() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'geleit: a day is out of order' using errcode = '23514', schema = tg_table_schema,
    table = tg_table_name, constraint = tg_table_name || '_' || tg_argv[0];
end
$$;
