-- After every change that takes something away, holders of the data get their tasks (Art. 17(1)(b) GDPR); also where
-- a corrected birth day ends a consent in the past.
create or replace function core.consent_withdrawn() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform core.add_withdrawal_tasks(case when tg_op = 'UPDATE' then old end, new);
  -- A birth day that becomes known can end a consent in the past, which the clock has left behind.
  if tg_op = 'UPDATE' and core.lives(old) and new.state = old.state and old.valid_until > now()
    and new.valid_until <= now() then
    perform core.add_end_tasks(old, 'EXPIRY');
  end if;
  return null;
end
$$;
