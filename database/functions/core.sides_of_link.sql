-- Under which id a link came: theirs who confirmed it with a login, otherwise whose booklet it came by.
create or replace function core.sides_of_link(link core.link) returns uuid[]
language sql stable set search_path = pg_catalog as $$
  select case when link.confirmation = 'PERSON' and link.confirmed_by ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      and core.leads_through(link.confirmed_by::uuid, link.person_id) then array[link.confirmed_by::uuid]
    else coalesce((select core.sides_of('core.booklet', b.id, b.person_id) from core.booklet b
      where b.id = link.booklet_id),
      '{}') end
$$;
