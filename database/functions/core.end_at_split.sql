-- A consent of which nobody can tell who gave it opens nothing after a split.
create or replace function core.end_at_split(consent core.consent) returns void
language sql set search_path = pg_catalog as $$
  update core.consent c set state = 'INVALIDATED', ended_at = now(), end_reason = 'SPLIT',
      version = c.version + 1, updated_at = now()
    where c.id = consent.id
$$;
