-- Files an institution's records under the person of a booklet. Without the person's own confirmation no file is
-- joined that others know, or about which the person has decided something.
create or replace function core.complete_link(link core.link, how text, document text) returns text language plpgsql
set search_path = pg_catalog as $$
declare
  own uuid;
  move uuid;
begin
  perform set_config('geleit.moving', 'on', true);
  perform from core.person p where p.id = link.person_id for update;
  if exists (select from core.person_link l where l.person_id = link.person_id
    and l.institution = link.institution) then
    return 'LINKED_ALREADY';
  end if;
  if how = 'PRESENCE' and document is distinct from 'CHECKED' and core.ended_link_before(link.person_id, false) then
    return 'PERSON_CONFIRMS';
  end if;
  select l.person_id into own from core.person_link l
    where l.institution = link.institution and l.file_number = link.file_number;
  if own is null then
    insert into core.person_link (person_id, institution, file_number, since)
      values (link.person_id, link.institution, link.file_number, core.today());
  elsif exists (select from core.link l where l.person_id = own and l.institution = link.institution
    and l.state = 'ACTIVE') then
    -- That file belongs to whoever carried another booklet.
    return 'FILE_LINKED_ALREADY';
  elsif how = 'PRESENCE' and (
      exists (select from core.consent c where c.person_id = own and (core.lives(c) and c.valid_until > now()
          or c.exceptions <> '[]'::jsonb and c.excepts_from is not null))
      or exists (select from core.person_link l where l.person_id = own and l.institution <> link.institution)) then
    return 'PERSON_CONFIRMS';
  else
    -- The institution had registered the person before: what it wrote goes to the person of the booklet.
    move := core.move_person('LINK', own, link.person_id, link.institution);
  end if;
  update core.link l set state = 'ACTIVE', confirmation = how, document_check = document, move_id = move,
      confirmed_at = now(), confirmed_by = core.setting('actor'), expires_at = null
    where l.id = link.id;
  return null;
end
$$;
