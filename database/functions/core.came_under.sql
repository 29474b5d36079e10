-- Notes under which former id a row came to a merged person, so that a split gives it back to the right one. Where
-- nobody can tell, the row is noted as uncertain.
create or replace function core.came_under() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  role text := coalesce(current_setting('geleit.role', true), '');
  house text := coalesce(current_setting('geleit.institution', true), '');
  named uuid := nullif(current_setting('geleit.named_person', true), '')::uuid;
  of_what text := tg_table_schema || '.' || tg_table_name;
  came record;
  sides uuid[];
begin
  -- The foreign key has waited for a split that was under way, and holds off one that would begin now.
  if role = 'person' and exists (select from fresh) then perform core.caller_still_is(); end if;
  for came in select f.id, f.person_id from fresh f where
      exists (select from core.person_alias a where a.person_id = f.person_id and a.institution is null)
      or f.person_id is distinct from named and named is not null loop
    -- What is known of it says the link by which it came about.
    continue when of_what = 'core.person_link' and role <> 'person';
    if role = 'person' then
      sides := array[core.setting('actor')::uuid];
    elsif role = 'guardian' then
      -- Whoever represents the person does so under the id for which somebody has seen a document.
      select coalesce((select core.sides_of('core.representation', r.id, came.person_id) from core.representation r
        where r.person_id = came.person_id and r.guardian::text = core.setting('actor') and r.revoked_at is null
        order by r.recorded_at limit 1), '{}') into sides;
    elsif named is not null and named <> came.person_id then
      -- Staff meant somebody who went on under this id until a moment ago.
      if not core.leads_through(named, came.person_id) then
        raise exception 'geleit: persons were split meanwhile' using errcode = '40001';
      end if;
      sides := array[named];
    else
      sides := core.sides_of_house(came.person_id, house, coalesce(current_setting('geleit.import', true), '') <> '');
      if sides = '{}' and of_what in ('core.consent', 'core.consent_scan')
        and role in ('counsellor', 'case-manager', 'service')
          and not exists (select from core.person_link l where l.person_id = came.person_id and l.institution = house)
          and exists (select from core.person_move m where m.from_person = came.person_id and m.kind = 'SPLIT') then
        raise exception 'geleit: persons were split meanwhile' using errcode = '40001';
      end if;
    end if;
    perform core.note_sides(of_what, came.id, came.person_id, sides);
  end loop;
  return null;
end
$$;
