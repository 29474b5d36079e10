-- The matcher writes how names sound where an identity has none yet.
create or replace function core.set_sounds(sounds jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform core.begin_matching();
  update core.identity i set given_sounds = s.given, family_sounds = s.family
    from jsonb_to_recordset(sounds) as s(id uuid, given text, family text) where i.id = s.id;
  perform set_config('geleit.matching', 'off', true);
end
$$;

grant execute on function core.set_sounds(jsonb) to geleit_app;
