-- Lifts exceptions for some recipients: what was said stays, and beside it for whom it was lifted.
create or replace function core.lift(exceptions jsonb, recipients text[]) returns jsonb
language sql immutable parallel safe as $$
  select coalesce(jsonb_agg(case when n.lifted = '[]' then x
      else x || jsonb_build_object('liftedFor', coalesce(x->'liftedFor', '[]') || n.lifted) end order by i), '[]')
  from jsonb_array_elements(exceptions) with ordinality u(x, i)
    cross join lateral (select coalesce(jsonb_agg(r order by r), '[]') as lifted from unnest(recipients) r
      where core.names(x->'recipients', r) and coalesce(x->'liftedFor' @> to_jsonb(r), false) is false) n
$$;
