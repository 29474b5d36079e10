-- A list with one withdrawn part, or with none where a word of a kind is missing: an empty list would mean all.
create or replace function core.withdrawn_part(recipients text[], categories text[], purposes text[],
  at timestamptz) returns jsonb
language sql stable as $$
  select case when cardinality(recipients) * cardinality(categories) * cardinality(purposes) > 0
    then jsonb_build_array(jsonb_build_object('recipients', recipients, 'categories', categories, 'purposes',
      purposes, 'at', at))
    else '[]' end
$$;
