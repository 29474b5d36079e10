-- What the person withdraws is withdrawn in every consent that was said before and would still open it (Art. 7(3)
-- GDPR: as easy to withdraw as to give).
create or replace function core.consent_withdrawn_everywhere() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  parts jsonb;
  at timestamptz := now();
  other core.consent;
begin
  -- What another one loses by it spreads no further; what had ended before had nothing open.
  if pg_trigger_depth() > 1 or not core.lives(old) or old.valid_until <= now() then return null; end if;
  if new.state = 'WITHDRAWN' then
    at := least(coalesce(new.ended_at, now()), now());
    parts := core.withdrawn_part(old.recipients, old.categories, old.purposes, at);
  else
    select coalesce(jsonb_agg(x order by n), '[]') into parts
      from jsonb_array_elements(new.withdrawn) with ordinality u(x, n) where n > jsonb_array_length(old.withdrawn);
  end if;
  if parts = '[]'::jsonb then return null; end if;
  for other in select c.* from core.consent c where c.person_id = new.person_id and c.id <> new.id and core.lives(c)
      and c.valid_until > now() and core.consent_said(c) <= at and core.withdrawn_from(c, parts) <> '[]'::jsonb
      order by c.id for update loop
    other.withdrawn := other.withdrawn || core.withdrawn_from(other, parts);
    update core.consent c set withdrawn = other.withdrawn, version = c.version + 1, updated_at = now(),
        state = case when core.is_withdrawn(other) then 'WITHDRAWN' else c.state end,
        ended_at = case when core.is_withdrawn(other) then at else c.ended_at end
      where c.id = other.id;
  end loop;
  return null;
end
$$;
