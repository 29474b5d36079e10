-- The steps that a request may take. Extended once, by two months and with a reason (Art. 12(3) GDPR); a restriction
-- is lifted only after notice to the person (Art. 18(3)).
create or replace function core.rights_request_changed() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  is_open boolean := old.state in ('OPEN', 'IN_PROGRESS');
begin
  if new.state <> old.state and not (is_open or (old.kind = 'DISPUTE' and old.state = 'REFUSED'
    and new.state = 'WITHDRAWN')
      or (old.kind = 'RESTRICTION' and old.state = 'GRANTED' and new.state in ('LIFTED', 'WITHDRAWN'))) then
    raise exception 'geleit: the request has ended' using errcode = '23514', constraint = 'rights_request_ended';
  end if;
  -- Art. 18(3) GDPR: the person is told before a restriction is lifted.
  if new.state = 'LIFTED' and (old.lift_at is null or old.lift_at > now()) then
    raise exception 'geleit: lifted without notice' using errcode = '23514', constraint = 'rights_request_notice';
  end if;
  -- Art. 12(3) GDPR: extended by two months at most, and with a reason.
  if new.due_at <> old.due_at and (not is_open or new.extension_reason is null or old.extension_reason is not null
      or new.due_at > old.created_at + interval '3 months') then
    raise exception 'geleit: extended too far' using errcode = '23514', constraint = 'rights_request_due';
  end if;
  return new;
end
$$;
