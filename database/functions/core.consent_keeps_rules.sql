-- What holds for every consent whoever writes it: an ended one stays ended, paper is compared by a second member of
-- staff, nobody signs for another, and a guardian's consent ends when the minor comes of age (section 2 BGB).
create or replace function core.consent_keeps_rules() returns trigger language plpgsql security definer
set search_path = pg_catalog as $$
declare
  rule text;
  given timestamptz := coalesce(new.given_at, now());
  age_day date := (given at time zone 'Europe/Berlin')::date;
  born record;
  me text := current_setting('geleit.actor', true);
  -- Of age by every recorded birth day, and consented alone: nothing that depends on the age can be wrong.
  grown boolean := false;
  moved boolean := false;
  has_others_scan boolean := false;
begin
  if new.state not in ('REQUESTED', 'REFUSED') and not (tg_op = 'UPDATE'
    and new.state in ('WITHDRAWN', 'REVOKED', 'INVALIDATED')
      and (new.person_id, new.given_at, new.given_by, new.valid_until, new.represented_until)
        is not distinct from (old.person_id, old.given_at, old.given_by, old.valid_until, old.represented_until)) then
    select * into born from core.birth_days(new.person_id);
    grown := new.given_by = 'PERSON' and coalesce(core.birthday(born.latest, 18) <= age_day, true);
    if grown then
      new.represented_until := null;
    else
      new.represented_until := core.consent_represented_until(new.person_id, given, new.given_by);
      if new.represented_until < new.valid_until then
        new.agreed_until := coalesce(new.agreed_until, new.valid_until);
        new.valid_until := new.represented_until;
      end if;
    end if;
  end if;
  if tg_op = 'UPDATE' and new.person_id <> old.person_id then
    moved := not exists (select from core.person_move m where (m.at = now() or m.kind = 'MERGE' and m.undone_by is null)
      and m.from_person = old.person_id and m.to_person = new.person_id);
  end if;
  if new.scan_id is not null and (tg_op = 'INSERT' or new.scan_id is distinct from old.scan_id) then
    has_others_scan := not exists (select from core.consent_scan s where s.id = new.scan_id
      and s.person_id in (new.person_id, core.current_person(new.person_id))
        and s.institution = new.captured_by);
  end if;
  if tg_op = 'UPDATE' and old.state in ('WITHDRAWN', 'REVOKED', 'INVALIDATED')
      and new.state not in ('WITHDRAWN', 'REVOKED', 'INVALIDATED') then
    rule := 'consent_has_ended';
  elsif moved then
    rule := 'consent_of_one_person';
  elsif has_others_scan then
    rule := 'consent_scan_of_person';
  elsif tg_op = 'INSERT' and (new.captured_by_actor <> me or new.checked_by_actor is not null)
      or tg_op = 'UPDATE' and (new.captured_by_actor <> me and new.captured_by_actor is distinct
        from old.captured_by_actor
        or new.checked_by_actor is distinct from old.checked_by_actor and (new.checked_by_actor <> me
          or coalesce(current_setting('geleit.role', true), '') not in ('counsellor', 'case-manager'))) then
    rule := 'consent_in_own_name';
  elsif new.state in ('GIVEN', 'RENEWED') then
    -- What an institution imports was checked where its paper lies.
    if new.channel = 'PAPER' and new.consent_number is null
        and (new.scan_id is null or new.captured_by_actor is null or new.checked_by_actor is null
          or new.checked_by_actor = new.captured_by_actor) then
      rule := 'consent_four_eyes';
    end if;
    -- Who gives it is judged when it is given, not whenever it changes.
    if not grown and new.consent_number is null and (tg_op = 'INSERT' or old.state not in ('GIVEN', 'RENEWED')
      or new.given_at is distinct from old.given_at) then
      if new.given_by <> 'PERSON' and new.guardian is null then
        rule := 'consent_names_guardian';
      elsif core.wrong_giver(new.given_by, born.earliest, born.latest, age_day) is not null then
        -- It opens nothing; core.consent_of_age refuses it to whoever may read the birth days that say so.
        new.agreed_until := coalesce(new.agreed_until, new.valid_until);
        new.valid_until := new.valid_from;
      end if;
    end if;
  end if;
  if rule is not null then
    raise exception 'geleit: %', rule using errcode = '23514', constraint = rule, table = 'consent', schema = 'core';
  end if;
  return new;
end
$$;
