-- Ends a move: consents that stay behind are compiled without the exceptions of those that went, and the policies for
-- moving close.
create or replace function core.end_move(move core.person_move) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  consent core.consent;
begin
  -- Consents that stay behind are no longer cut by the exceptions of those that went.
  for consent in select c.* from core.consent c where c.person_id = move.from_person and core.lives(c)
      order by c.id for no key update loop
    perform core.compile_consent(consent);
  end loop;
  perform set_config('geleit.moving', 'off', true);
end
$$;
