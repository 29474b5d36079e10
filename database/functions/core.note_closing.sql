-- Notes what closes access or erases data, with the columns that the trigger lists, for the journal outside the
-- database: a restored backup must not open again what was withdrawn (Art. 7(3), 32 GDPR).
create or replace function core.note_closing() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  fact jsonb := to_jsonb(new);
begin
  if tg_op = 'DELETE' then fact := to_jsonb(old); end if;
  insert into core.closing (fact) values (
    jsonb_build_object('table', tg_table_schema || '.' || tg_table_name, 'how', tg_op)
    || (select jsonb_object_agg(f.key, f.value) from jsonb_each(fact) f where f.key = any(tg_argv)));
  return null;
end
$$;
