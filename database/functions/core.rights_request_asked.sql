-- A request is answered within one month (Art. 12(3) GDPR) and names a record of this person by this institution, or
-- none.
create or replace function core.rights_request_asked() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  found record;
begin
  -- Art. 12(3) GDPR: within one month.
  if new.due_at > now() + interval '1 month' then
    raise exception 'geleit: due too late' using errcode = '23514', constraint = 'rights_request_due';
  end if;
  if new.record_id is not null then
    select * into found from core.marked_record(new.record_table, new.record_id);
    if found.person is distinct from new.person_id or found.author is distinct from new.institution then
      raise exception 'geleit: no such record' using errcode = '23514', constraint = 'rights_request_record';
    end if;
  end if;
  return new;
end
$$;
