-- Under which id a person goes on, for whoever may see that person. For everybody else a former id leads nowhere, so
-- that it does not tell that two registrations are one person.
create or replace function core.goes_on_as(person uuid) returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog as $$
declare
  survivor uuid;
  me uuid;
  house text := case when current_setting('geleit.role', true) in ('counsellor', 'case-manager', 'service')
    then nullif(current_setting('geleit.institution', true), 'immigration-authority') end;
begin
  if coalesce(current_setting('geleit.actor', true), '') = '' then
    raise exception 'geleit: no request context' using errcode = '42501';
  end if;
  if not exists (select from core.person_alias a
      where a.former_id = person and a.institution is null and a.ended_at is null) then
    return person;
  end if;
  -- That two registrations are one person is told to this person and to whoever may see them; to everybody else
  -- the id leads nowhere, like one that was never given up.
  survivor := core.current_person(person);
  me := nullif(core.setting('person'), '-')::uuid;
  if coalesce(me in (person, survivor), false)
      or exists (select from core.person_link l where l.person_id = survivor and l.institution = house)
      or exists (select from core.consent_grant g where g.person_id = survivor and g.recipient = house
        and g.ended is null and g.valid_from <= now() and g.valid_until > now()) then
    return survivor;
  end if;
  return person;
end
$$;

grant execute on function core.goes_on_as(uuid) to geleit_app;
