-- The former ids of the person who asks, so that they read the log of all of them (Art. 15 GDPR): '<id>/' whole,
-- '<id>/<institution>' as far as it is that institution's.
create or replace function core.former_ids() returns text[]
language sql stable security definer set search_path = pg_catalog as $$
  with recursive own(id, institution) as (
    select nullif(core.setting('person'), '-')::uuid, null::text
    union
    select a.former_id, coalesce(a.institution, o.institution) from own o
      join core.person_alias a on a.person_id = o.id and a.ended_at is null
        and (a.institution is null or o.institution is null or a.institution = o.institution)
  )
  select coalesce(array_agg(id || '/' || coalesce(institution, '')), '{}') from own
    where id <> nullif(core.setting('person'), '-')::uuid
$$;

grant execute on function core.former_ids() to geleit_app;
