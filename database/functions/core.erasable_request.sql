-- The open request for erasure (Art. 17 GDPR) that the caller's institution has to answer. Opens the person's records
-- to the owner's functions until the transaction ends.
create or replace function core.erasable_request(request uuid) returns core.rights_request
language plpgsql set search_path = pg_catalog as $$
declare
  found core.rights_request;
begin
  select * into found from core.rights_request r where r.id = request and r.kind = 'ERASURE'
    and r.state in ('OPEN', 'IN_PROGRESS') and r.institution = core.setting('institution')
    and core.setting('role') in ('counsellor', 'case-manager') for update;
  if found.id is null then raise exception 'geleit: nothing to erase' using errcode = '42501'; end if;
  -- Until the end of the transaction the lock of the owner opens to this person's records.
  perform set_config('geleit.marked_person', found.person_id::text, true);
  return found;
end
$$;
