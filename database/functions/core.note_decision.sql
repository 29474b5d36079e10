-- Marks what a person or staff decided in the hub, column by column, so that no import undoes it. What a person
-- decided stays theirs whoever changes it later.
create or replace function core.note_decision() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
  earlier jsonb := coalesce(before->'decided', 'null');
  decider text := case when current_setting('geleit.role', true) in ('person', 'guardian')
    or current_setting('geleit.granted', true) = 'on' then 'PERSON' else 'STAFF' end;
  marks jsonb;
begin
  -- What a person has decided stays theirs, whoever changes it later.
  select jsonb_object_agg(n.key, jsonb_build_object('at', now(),
      'by', case when earlier->n.key->>'by' = 'PERSON' then 'PERSON' else decider end)) into marks
    from jsonb_each(to_jsonb(new)) n
    where n.key <> all('{id,version,recorded_at,updated_at,person_id,institution,disputes,restricted_at,decided}')
      and n.value is distinct from coalesce(before->n.key, 'null');
  if marks is not null then
    new.decided := coalesce(nullif(earlier, 'null'), '{}') || marks;
  end if;
  return new;
end
$$;
