-- Whether a word is among those that an exception names. What it does not name it means as a whole: "not to the
-- jobcenter" is no data, for no purpose.
create or replace function core.names(words jsonb, word text) returns boolean language sql immutable parallel safe as $$
  select case when jsonb_typeof(words) = 'array' and words <> '[]'::jsonb then words @> to_jsonb(word) else true end
$$;

grant execute on function core.names(jsonb,text) to geleit_app;
