-- Whether a compiled consent includes what the author of the data requires: a release from professional secrecy
-- (section 203 StGB) and, where data are handed over, the transfer.
create or replace function core.grant_reaches(c core.consent_grant, needs jsonb) returns boolean
language sql immutable as $$
  select (not (needs->>'release')::boolean or c.secrecy_released)
    and (not (needs->>'transfer')::boolean or c.released or coalesce((needs->>'author') = any(c.released_by), false))
$$;

grant execute on function core.grant_reaches(core.consent_grant,jsonb) to geleit_app;
