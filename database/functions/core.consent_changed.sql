-- Every version of a consent goes into its history (Art. 7(1) GDPR, proof of consent) and is compiled in the same
-- transaction, so that a withdrawal holds at once (Art. 7(3)).
create or replace function core.consent_changed() returns trigger language plpgsql security definer
set search_path = pg_catalog as $$
declare
  changes_exceptions boolean := new.exceptions <> '[]'::jsonb
    or (tg_op = 'UPDATE' and old.exceptions <> '[]'::jsonb);
  -- A lock for each of some groups of persons, not for each person: an import of many must not fill the lock table.
  person_group integer := hashtext(new.person_id::text) & 255;
  other core.consent;
  -- Read without core.setting: called under the search path of this function and of the caller's statement in turn,
  -- it would be planned anew each time.
  actor text := current_setting('geleit.actor', true);
  institution text := current_setting('geleit.institution', true);
  cells integer;
  is_compiled boolean := false;
begin
  if coalesce(actor, '') = '' or coalesce(institution, '') = '' then
    perform core.setting('actor'), core.setting('institution');
  end if;
  insert into core.consent_event
      (consent_id, version, person_id, state_before, state_after, actor, institution, snapshot)
    values (new.id, new.version, new.person_id, case when tg_op = 'UPDATE' then old.state end, new.state,
      actor, nullif(institution, '-'), to_jsonb(new));
  -- Who changes exceptions is alone; all others go side by side.
  if changes_exceptions then
    perform pg_advisory_xact_lock(hashtext('geleit.consent'), person_group);
  elsif new.state in ('GIVEN', 'RENEWED') then
    perform pg_advisory_xact_lock_shared(hashtext('geleit.consent'), person_group);
  end if;
  if changes_exceptions then
    null;
  elsif tg_op = 'INSERT' and core.lives(new) and new.withdrawn = '[]'::jsonb then
    -- Where no consent of the person has exceptions, every cell is open for the whole time. Transfers there are none yet.
    insert into core.consent_grant (person_id, recipient, purpose, category, consent_id, consent_version,
        valid_from, valid_until, agreed_until, data_from, data_until, secrecy_released, released)
      select distinct new.person_id, recipient, purpose, category, new.id, new.version,
        new.valid_from, new.valid_until, new.agreed_until, new.data_from, new.data_until, new.secrecy_release, false
      from unnest(new.recipients) recipient, unnest(new.purposes) purpose, unnest(new.categories) category
      where not exists (select from core.consent o where o.person_id = new.person_id and o.exceptions <> '[]'::jsonb);
    is_compiled := found;
  elsif tg_op = 'UPDATE' and core.lives(old) and new.state in ('WITHDRAWN', 'REVOKED', 'EXPIRED', 'INVALIDATED')
      and (new.person_id, new.recipients, new.purposes, new.categories, new.valid_from, new.valid_until, new.data_from,
        new.data_until, new.secrecy_release) is not distinct from (old.person_id, old.recipients, old.purposes,
        old.categories, old.valid_from, old.valid_until, old.data_from, old.data_until, old.secrecy_release) then
    -- The same cells, which end: unless exceptions had cut them, the rows only have to say so.
    update core.consent_grant g set consent_version = new.version, ended = new.state, released = false,
      released_by = '{}'
      where g.consent_id = new.id and g.valid_from = new.valid_from and g.valid_until = new.valid_until;
    get diagnostics cells = row_count;
    is_compiled := cells = cardinality(new.recipients) * cardinality(new.purposes) * cardinality(new.categories);
  end if;
  if not is_compiled then
    perform core.compile_consent(new);
  end if;
  if changes_exceptions then
    -- Locked, so that a consent that is withdrawn at this moment is seen as withdrawn, never compiled back to life.
    for other in select c.* from core.consent c where c.person_id = new.person_id and c.id <> new.id and core.lives(c)
        order by c.id for no key update loop
      perform core.compile_consent(other);
    end loop;
  end if;
  return null;
end
$$;
