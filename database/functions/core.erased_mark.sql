-- The keyed hash (HMAC, RFC 2104, with SHA-256) under which an erased record is remembered: no import brings it back,
-- and nobody reads from it whom it was about.
create or replace function core.erased_mark(house text, name text, key text[]) returns bytea
language sql stable set search_path = pg_catalog as $$
  select sha256(k.outer_pad || sha256(k.inner_pad || convert_to(jsonb_build_array(house, name, key)::text, 'UTF8')))
  from core.erasure_key k
$$;
