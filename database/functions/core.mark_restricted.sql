-- Restricts a record, or ends its restriction (Art. 18 GDPR).
create or replace function core.mark_restricted(name text, record uuid, since timestamptz) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  perform set_config('geleit.marked', record::text, true);
  execute format('update %s set restricted_at = $2 where id = $1', core.record_table(name)) using record, since;
end
$$;
