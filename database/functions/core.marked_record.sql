-- Whose record it is and who wrote it. The owner's lock opens to one named record at a time.
create or replace function core.marked_record(name text, record uuid, out person uuid, out author text)
language plpgsql set search_path = pg_catalog as $$
begin
  -- The lock of the owner opens to one named record at a time.
  perform set_config('geleit.marked', record::text, true);
  -- Where every institution keeps its own, a column tells them apart; elsewhere the schema is the institution's.
  execute format('select t.person_id, coalesce(to_jsonb(t)->>''institution'', %L) from %s t where t.id = $1',
    replace(split_part(name, '.', 1), '_', '-'), core.record_table(name)) into person, author using record;
end
$$;
