-- What an answer to a request does: a dispute that is settled takes its note away, a restriction begins or ends (Art.
-- 18 GDPR, section 84 SGB X).
create or replace function core.rights_request_answered() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  notes jsonb;
begin
  if new.kind = 'DISPUTE' and new.state in ('GRANTED', 'WITHDRAWN') then
    perform set_config('geleit.marked', new.record_id::text, true);
    execute format('select disputes from %s where id = $1 for update', core.record_table(new.record_table))
      into notes using new.record_id;
    perform core.mark_disputes(new.record_table, new.record_id, (select coalesce(jsonb_agg(n), '[]')
      from jsonb_array_elements(notes) n where n->>'id' <> new.id::text));
  elsif new.kind = 'RESTRICTION' and new.state = 'GRANTED' then
    perform core.mark_restricted(new.record_table, new.record_id, now());
  elsif new.kind = 'RESTRICTION' and old.state = 'GRANTED' and not exists (select from core.rights_request r
      where r.record_id = new.record_id and r.kind = 'RESTRICTION' and r.state = 'GRANTED' and r.id <> new.id) then
    perform core.mark_restricted(new.record_table, new.record_id, null);
  end if;
  return null;
end
$$;
