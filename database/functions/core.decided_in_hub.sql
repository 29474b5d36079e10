-- Whether an import leaves these columns as they are (null: all), because the person or staff decided them in the
-- hub. Where files win over staff, they still do not know what changed after their export.
create or replace function core.decided_in_hub(decided jsonb, columns text[], file_wins boolean) returns boolean
language sql stable set search_path = pg_catalog as $$
  select exists (select from jsonb_each(decided) d where (columns is null or d.key = any(columns))
    and (not file_wins or d.value->>'by' = 'PERSON'
      or coalesce((d.value->>'at')::timestamptz >= nullif(current_setting('geleit.exported_at', true),
        '')::timestamptz, true)))
$$;

grant execute on function core.decided_in_hub(jsonb,text[],boolean) to geleit_app;
