-- The one change of a seal that there is: hashes of entries go once the chain itself says that these entries were
-- erased.
create or replace function core.seal_collapses() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.entry_ids <> '{}' or new.entry_hashes <> '{}' or old.content_hash is null
      or to_jsonb(new) - '{entry_ids,entry_hashes}'::text[] <> to_jsonb(old) - '{entry_ids,entry_hashes}'::text[]
      or not exists (select from core.access_seal c where c.cut is not null and c.seq > old.seq
        and (c.cut->>'collapsed')::int8multirange @> old.seq) then
    raise exception 'geleit: access_seal is append-only' using errcode = '42501';
  end if;
  return new;
end
$$;
