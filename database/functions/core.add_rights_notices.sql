-- After a correction, restriction or erasure every recipient of the data is notified (Art. 19 GDPR). Who received
-- them is read from the access log; own records and what was withheld call for no notice.
create or replace function core.add_rights_notices(request uuid, type text, category text, secret boolean) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  asked core.rights_request;
begin
  select * into asked from core.rights_request r where r.id = request and r.institution = core.setting('institution')
    and r.kind in ('CORRECTION', 'RESTRICTION', 'ERASURE') and r.state in ('GRANTED', 'PARTLY_GRANTED')
    and r.answered_at = now() and r.answered_by = core.setting('actor');
  if asked.id is null then raise exception 'geleit: nothing to notify of' using errcode = '42501'; end if;
  insert into core.rights_notice (request_id, person_id, institution, kind, author, record_type, field,
      first_received_at, last_received_at)
    select asked.id, asked.person_id, e.institution, asked.kind, asked.institution, type, asked.field, min(e.at),
      max(e.at)
    from core.access_entry e
    where e.person_id = asked.person_id and e.event = 'READ' and e.institution <> asked.institution
      and core.shown_bases(e.permitted)->category ?| array['CONSENT', 'STATUTE']
      and exists (select from unnest(e.fields) f where case when asked.field is null
        then starts_with(f, type || '.') else f = type || '.' || asked.field end)
      -- What was written under professional secrecy reached only those whom a consent released it to.
      and (not secret or exists (select from core.consent c where c.person_id = asked.person_id and c.secrecy_release
        and core.shown_bases(e.permitted)->category ? c.id::text))
    group by e.institution;
end
$$;

grant execute on function core.add_rights_notices(uuid,text,text,boolean) to geleit_app;
