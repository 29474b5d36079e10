-- The compiled consents that are open now for a recipient and a purpose: neither ended nor outside their period (Art.
-- 7(3) GDPR: withdrawal counts at once).
create or replace function core.active_grants(person uuid, recipient text,
  purpose text) returns setof core.consent_grant
language sql stable as $$
  select c.* from core.consent_grant c
  where c.person_id = active_grants.person and c.recipient = active_grants.recipient
    and c.purpose = active_grants.purpose
    and c.ended is null and c.valid_from <= now() and c.valid_until > now()
$$;

grant execute on function core.active_grants(uuid,text,text) to geleit_app;
