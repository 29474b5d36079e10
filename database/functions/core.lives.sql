-- Whether a consent opens anything: given or renewed, and not shortened to nothing.
create or replace function core.lives(consent core.consent) returns boolean language sql immutable parallel safe as $$
  select consent.state in ('GIVEN', 'RENEWED') and consent.valid_from < consent.valid_until
$$;

grant execute on function core.lives(core.consent) to geleit_app;
