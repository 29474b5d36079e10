-- Whether nothing of a consent is left after what the person withdrew.
create or replace function core.is_withdrawn(scope core.consent) returns boolean language sql immutable parallel
  safe as $$
  select not exists (select from unnest(scope.recipients) r, unnest(scope.categories) c, unnest(scope.purposes) p
    where not core.excepts(scope.withdrawn, r, c, p))
$$;
