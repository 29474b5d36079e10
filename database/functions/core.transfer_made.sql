-- What is handed over lies within an open consent of this person, to one of its recipients; only then does it open
-- anything.
create or replace function core.transfer_made() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  given core.consent;
begin
  -- Whoever changes this consent, or exceptions of the person, at this moment is waited for.
  perform pg_advisory_xact_lock_shared(hashtext('geleit.consent'), hashtext(new.person_id::text) & 255);
  select c.* into given from core.consent c where c.id = new.consent_id for no key update;
  if given.id is null or given.person_id <> new.person_id or not core.lives(given) or given.valid_until <= now()
      or new.recipient <> all(given.recipients) or cardinality(new.categories) = 0
      or not new.categories <@ given.categories or new.recipient is not distinct from new.institution then
    raise exception 'geleit: transfer_within_consent'
      using errcode = '23514', constraint = 'transfer_within_consent', table = 'transfer', schema = 'core';
  end if;
  perform core.compile_consent(given);
  return null;
end
$$;
