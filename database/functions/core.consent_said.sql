-- When a consent was said. Paper knows only the day and counts from its beginning: of one day the hub wins.
create or replace function core.consent_said(consent core.consent) returns timestamptz language sql stable as $$
  select coalesce(case when consent.channel = 'PAPER'
      then ((consent.given_at at time zone 'Europe/Berlin')::date)::timestamp at time zone 'Europe/Berlin'
      else least(consent.agreed_by_person_at, consent.agreed_by_guardian_at, consent.given_at) end, consent.recorded_at)
$$;
