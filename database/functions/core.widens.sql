-- Whether a consent lets more through than before, at any time.
create or replace function core.widens(before jsonb, after jsonb) returns boolean
language sql immutable set search_path = pg_catalog as $$
  select after->>'state' in ('GIVEN', 'RENEWED') and (coalesce(before->>'state' not in ('GIVEN', 'RENEWED'), true)
    or not ((before->'recipients') @> (after->'recipients') and (before->'categories') @> (after->'categories')
      and (before->'purposes') @> (after->'purposes'))
    or (after->>'valid_until')::timestamptz > (before->>'valid_until')::timestamptz
    or (after->>'valid_from')::timestamptz < (before->>'valid_from')::timestamptz
    or (after->>'secrecy_release')::boolean and not (before->>'secrecy_release')::boolean
    or (after->'data_from', after->'data_until') is distinct from (before->'data_from', before->'data_until'))
$$;
