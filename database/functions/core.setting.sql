-- A setting of the request. A forgotten one is an error, never an empty answer; the person is told only to themself,
-- or to a guardian who represents them now.
create or replace function core.setting(name text) returns text language plpgsql stable parallel safe as $$
declare
  value text := current_setting('geleit.' || name, true);
begin
  -- A forgotten request context must be an error, never an empty answer.
  if value is null or value = '' then
    raise exception 'geleit: no request context' using errcode = '42501';
  end if;
  if name = 'person' and value <> '-' and current_setting('geleit.role', true) = 'guardian'
      and not core.caller_represents(value::uuid) then
    return '-';
  end if;
  if name = 'person' and value <> '-' and current_setting('geleit.role', true) = 'person'
      and current_setting('geleit.actor', true) <> value and not core.caller_goes_on_as(value::uuid) then
    return '-';
  end if;
  return value;
end
$$;

grant execute on function core.setting(text) to geleit_app;
