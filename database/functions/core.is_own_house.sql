-- Whether a registration is known to one institution only, which also took down all its consents.
create or replace function core.is_own_house(person uuid, house text) returns boolean language plpgsql
set search_path = pg_catalog as $$
declare
  is_own boolean;
  moving text := coalesce(current_setting('geleit.moving', true), 'off');
begin
  perform set_config('geleit.moving', 'on', true);
  is_own := house is not null
    and not exists (select from core.person_link l where l.person_id = person and l.institution <> house)
    and not exists (select from core.consent c where c.person_id = person and c.state in ('GIVEN', 'RENEWED')
      and c.captured_by is distinct from house);
  perform set_config('geleit.moving', moving, true);
  return is_own;
end
$$;
