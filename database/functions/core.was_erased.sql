-- Whether the caller's institution erased the record that its system calls so, and it is still remembered; what has
-- no number is nobody's.
create or replace function core.was_erased(name text, key text[]) returns boolean language sql stable security definer
set search_path = pg_catalog as $$
  select array_position(key, null) is null and exists (select from core.erased_source e
    where e.mark = core.erased_mark(core.setting('institution'), name, key)
      and e.erased_on > core.today() - core.erased_remembered())
$$;

grant execute on function core.was_erased(text,text[]) to geleit_app;
