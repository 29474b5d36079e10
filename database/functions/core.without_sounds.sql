-- The identities of which the matcher does not know yet how the names sound.
create or replace function core.without_sounds(most integer) returns table (id uuid, given_name text, family_name text)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform core.begin_matching();
  return query select i.id, i.given_name, i.family_name from core.identity i
    where i.given_sounds is null or i.family_sounds is null order by i.id limit most;
  perform set_config('geleit.matching', 'off', true);
end
$$;

grant execute on function core.without_sounds(integer) to geleit_app;
