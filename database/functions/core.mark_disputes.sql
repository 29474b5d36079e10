-- Puts the person's notes beside a value that they dispute (section 84(2) SGB X).
create or replace function core.mark_disputes(name text, record uuid, notes jsonb) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  perform set_config('geleit.marked', record::text, true);
  execute format('update %s set disputes = $2 where id = $1', core.record_table(name))
    using record, nullif(notes, '[]'::jsonb);
end
$$;
