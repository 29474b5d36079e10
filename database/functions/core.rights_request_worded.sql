-- The words of a request come with it and never later. Those of a dispute stand as a note beside the value (section
-- 84(2) SGB X), 20 at most.
create or replace function core.rights_request_worded() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  request core.rights_request;
  notes jsonb;
begin
  select * into request from core.rights_request r where r.id = new.request_id;
  if request.person_id is distinct from new.person_id or request.institution is distinct from new.institution
      or request.created_at <> now() then
    raise exception 'geleit: no such request' using errcode = '23514', constraint = 'rights_request_record';
  end if;
  if request.kind <> 'DISPUTE' then return null; end if;
  perform set_config('geleit.marked', request.record_id::text, true);
  execute format('select coalesce(disputes, ''[]'') from %s where id = $1 for update',
    core.record_table(request.record_table))
    into notes using request.record_id;
  if jsonb_array_length(notes) >= 20 then
    raise exception 'geleit: too many notes' using errcode = '23514', constraint = 'rights_request_notes';
  end if;
  perform core.mark_disputes(request.record_table, request.record_id, notes || jsonb_build_object('id', request.id,
    'field', request.field, 'note', new.words,
    'since', to_char(request.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));
  return null;
end
$$;
