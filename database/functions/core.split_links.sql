-- Links that came meanwhile stay with the person whose login or booklet they came by; the others end at a split.
create or replace function core.split_links(done core.person_move) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  link core.link;
begin
  for link in select l.* from core.link l where l.person_id = done.to_person and l.state in ('PENDING', 'ACTIVE')
      and coalesce(l.confirmed_at, l.requested_at) >= done.at order by l.id for no key update loop
    continue when core.is_former(core.sides_of_link(link), done) is not distinct from false;
    if link.state = 'ACTIVE' then perform core.take_link_back(link); end if;
    update core.link l set state = case link.state when 'ACTIVE' then 'ENDED' else 'CANCELLED' end, ended_at = now()
      where l.id = link.id;
  end loop;
  perform set_config('geleit.moving', 'on', true);
end
$$;
