-- The person, or the institution, ends a link or cancels a request for one. The institution keeps what it wrote; it
-- no longer lies with the person.
create or replace function core.unlink(link uuid) returns table(made core.link, problem text) language plpgsql
security definer set search_path = pg_catalog as $$
declare
  house text := nullif(core.setting('institution'), '-');
  fresh uuid := gen_random_uuid();
begin
  select l.* into made from core.link l where l.id = unlink.link
    and (l.person_id = nullif(core.setting('person'), '-')::uuid
      or (l.institution = house and core.setting('role') in ('counsellor', 'case-manager'))) for update;
  if made.id is null then return; end if;
  if made.state not in ('PENDING', 'ACTIVE') then
    problem := 'NOT_ACTIVE';
  elsif made.state = 'ACTIVE' then
    perform core.take_link_back(made);
  end if;
  if problem is null then
    update core.link l set state = case made.state when 'ACTIVE' then 'ENDED' else 'CANCELLED' end,
        ended_at = now(), ended_by = core.setting('actor'), ended_by_institution = house
      where l.id = made.id;
  end if;
  select l.* into made from core.link l where l.id = made.id;
  return next;
end
$$;

grant execute on function core.unlink(uuid) to geleit_app;
