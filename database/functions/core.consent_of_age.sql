-- Refuses a consent by somebody who may not give it at this age (sections 2, 1629 BGB, 36 SGB I), judged by the birth
-- days that the caller may read, so that the refusal tells nothing else.
create or replace function core.consent_of_age() returns trigger language plpgsql as $$
declare
  rule text;
begin
  if new.state not in ('GIVEN', 'RENEWED') or new.consent_number is not null or not (tg_op = 'INSERT'
    or old.state not in ('GIVEN', 'RENEWED') or new.given_at is distinct from old.given_at)
      or new.valid_until > new.valid_from and new.person_id = nullif(core.setting('person'), '-')::uuid then
    return new;
  end if;
  -- With the rights of the caller; on the day in Germany on which it is given.
  select core.wrong_giver(new.given_by, b.earliest, b.latest, (coalesce(new.given_at,
    now()) at time zone 'Europe/Berlin')::date)
    into rule from core.readable_birth_days(new.person_id) b;
  if rule is not null then
    raise exception 'geleit: %', rule using errcode = '23514', constraint = rule, table = 'consent', schema = 'core';
  end if;
  return new;
end
$$;
