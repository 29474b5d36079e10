-- Under which id a step of a consent was taken: that of the login, of the file, or the only one that the institution
-- knew.
create or replace function core.sides_of_event(event core.consent_event, holder uuid) returns uuid[]
language plpgsql stable set search_path = pg_catalog as $$
begin
  if event.institution is not null then
    return case when event.version = 1 or event.actor like 'import:%'
      then core.sides_of('core.consent', event.consent_id, holder)
      else core.sides_of_house(holder, event.institution, false) end;
  elsif event.actor !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return '{}';
  elsif core.leads_through(event.actor::uuid, holder) then
    return array[event.actor::uuid];
  end if;
  return coalesce((select core.sides_of('core.representation', r.id, holder) from core.representation r
    where r.person_id = holder and r.guardian::text = event.actor and r.recorded_at <= event.at
    order by r.recorded_at limit 1), '{}');
end
$$;
