-- Whether exceptions deny a category to a recipient for a purpose, unless lifted for this recipient. A denial in any
-- consent subtracts.
create or replace function core.excepts(exceptions jsonb, recipient text, category text, purpose text) returns boolean
language sql immutable parallel safe as $$
  select exists (select from jsonb_array_elements(exceptions) e
    where core.names(e->'recipients', recipient) and core.names(e->'categories', category)
      and core.names(e->'purposes', purpose) and coalesce(e->'liftedFor' @> to_jsonb(recipient), false) is false)
$$;

grant execute on function core.excepts(jsonb,text,text,text) to geleit_app;
