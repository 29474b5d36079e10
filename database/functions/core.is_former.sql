-- Whether these ids are all of the person who goes at a split, none of them, or (null) nobody can tell.
create or replace function core.is_former(sides uuid[], done core.person_move) returns boolean
language sql stable set search_path = pg_catalog as $$
  select case when bool_and(core.leads_through(s, done.from_person)) then true
    when not bool_or(core.leads_through(s, done.from_person)) then false end from unnest(sides) s
$$;
