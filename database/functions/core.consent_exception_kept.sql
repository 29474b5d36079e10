-- An exception that the person made holds from the first giving on and outlives its consent: nobody who works through
-- the hub's role changes or lifts it in place.
create or replace function core.consent_exception_kept() returns trigger language plpgsql as $$
begin
  if current_user = 'geleit_app' and (tg_op = 'INSERT' and jsonb_path_exists(new.exceptions, '$[*].liftedFor')
      or tg_op = 'UPDATE' and new.exceptions is distinct from old.exceptions) then
    raise exception 'geleit: consent_exception_kept'
      using errcode = '23514', constraint = 'consent_exception_kept', table = 'consent', schema = 'core';
  end if;
  -- From the first giving on, whatever becomes of the consent; a request or a refused form has excepted nothing.
  new.excepts_from := case when tg_op = 'UPDATE' then old.excepts_from end;
  if new.excepts_from is null and new.exceptions <> '[]'::jsonb and new.state not in ('REQUESTED', 'REFUSED')
      and (tg_op = 'INSERT' or new.state <> 'INVALIDATED') then
    new.excepts_from := new.valid_from;
  end if;
  return new;
end
$$;
