-- At a split an exception stays lifted only if the person who made it lifted it.
create or replace function core.take_lifts_back(consent core.consent, is_former boolean,
  done core.person_move) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  kept jsonb;
begin
  select b.snapshot->'exceptions' into kept from core.consent_event e
    join core.consent_event b on b.consent_id = e.consent_id and b.version = e.version - 1
    where e.consent_id = consent.id and e.at >= done.at
      and e.snapshot->'exceptions' is distinct from b.snapshot->'exceptions'
      and core.is_former(core.sides_of_event(e, done.to_person), done) is distinct from is_former
    order by e.version limit 1;
  if kept is null then return; end if;
  update core.consent c set exceptions = kept, version = c.version + 1, updated_at = now() where c.id = consent.id;
end
$$;
