-- Opens the policies for comparing persons, to the matcher's own role only; what it compares leaves through no other
-- way.
create or replace function core.begin_matching() returns void language plpgsql set search_path = pg_catalog as $$
begin
  if core.setting('role') <> 'duplicate-matcher' then
    raise exception 'geleit: matching' using errcode = '42501';
  end if;
  perform set_config('geleit.matching', 'on', true);
end
$$;
