-- The end that was agreed is worked out by the rules about age, never written by a caller.
create or replace function core.consent_end_agreed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  new.agreed_until := null;
  return new;
end
$$;
