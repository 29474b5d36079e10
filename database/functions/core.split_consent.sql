-- What becomes of a consent at a split: it goes to whoever gave it, stays as that person left it, or ends where
-- nobody can tell. Exceptions then protect both.
create or replace function core.split_consent(consent core.consent, done core.person_move) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  event core.consent_event;
  before jsonb;
  -- As it stood by what its own person has decided, or what was decided before.
  own jsonb;
  sides uuid[] := core.sides_of('core.consent', consent.id, done.to_person);
  is_former boolean := core.is_former(sides, done);
  came_meanwhile boolean := true;
  is_opened_by_other boolean := false;
  opens_for uuid[];
begin
  for event in select e.* from core.consent_event e where e.consent_id = consent.id order by e.version loop
    if event.at < done.at then
      came_meanwhile := false;
    elsif core.widens(before, event.snapshot) then
      opens_for := core.sides_of_event(event, done.to_person);
      if came_meanwhile then
        -- It is theirs who gives it, whoever was asked.
        sides := opens_for;
        is_former := core.is_former(sides, done);
      else
        is_opened_by_other := core.is_former(opens_for, done) is distinct from is_former;
      end if;
    end if;
    if not is_opened_by_other then own := event.snapshot; end if;
    before := event.snapshot;
  end loop;
  perform core.take_lifts_back(consent, is_former, done);
  if came_meanwhile then
    if is_former is null then
      perform core.except_for_both(consent, done);
      if consent.state in ('REQUESTED', 'GIVEN', 'RENEWED') then perform core.end_at_split(consent); end if;
    else
      delete from core.person_move_row r where r.move_id in (select m.id from core.moves_into(done.to_person) m)
        and (r.table_name, r.row_id) in (('core.consent', consent.id), ('core.consent_scan', consent.scan_id));
      perform core.note_sides('core.consent', consent.id, done.to_person, sides);
      if consent.scan_id is not null then
        perform core.note_sides('core.consent_scan', consent.scan_id, done.to_person, sides);
      end if;
    end if;
  elsif is_opened_by_other and consent.state in ('GIVEN', 'RENEWED') then
    -- What it let through before stays, and no longer than it would have.
    if own->>'state' in ('GIVEN', 'RENEWED') and (own->>'valid_until')::timestamptz > now()
        and not core.widens(own || jsonb_build_object('valid_until', consent.valid_until), to_jsonb(consent)) then
      update core.consent c set valid_until = least(c.valid_until, (own->>'valid_until')::timestamptz),
          agreed_until = (own->>'agreed_until')::timestamptz, version = c.version + 1, updated_at = now()
        where c.id = consent.id;
    else
      perform core.end_at_split(consent);
    end if;
  end if;
end
$$;
