-- Whether the person, or staff, ended or refused a link to the caller's institution, which no import makes again. A
-- request that was replaced, or cancelled with a lost booklet, was ended by nobody.
create or replace function core.ended_link_before(person uuid, file_wins boolean) returns boolean
language sql stable set search_path = pg_catalog as $$
  select exists (select from core.link l
    where l.person_id = person and l.institution = core.setting('institution')
      and (l.state in ('REFUSED', 'ENDED') or (l.state = 'CANCELLED' and l.ended_by is not null))
      and (not file_wins or l.ended_by_institution is null
        or coalesce(l.ended_at >= nullif(current_setting('geleit.exported_at', true), '')::timestamptz, true)))
$$;

grant execute on function core.ended_link_before(uuid,boolean) to geleit_app;
