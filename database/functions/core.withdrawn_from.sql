-- Of what was withdrawn, the parts that this consent gives.
create or replace function core.withdrawn_from(scope core.consent, parts jsonb) returns jsonb
language sql immutable parallel safe as $$
  select coalesce(jsonb_agg(x order by n), '[]') from jsonb_array_elements(parts) with ordinality u(x, n)
    where x->'recipients' ?| scope.recipients and x->'categories' ?| scope.categories
      and x->'purposes' ?| scope.purposes
$$;

grant execute on function core.withdrawn_from(core.consent,jsonb) to geleit_app;
