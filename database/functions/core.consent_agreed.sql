-- Person and guardian agree each in their own name, at the time of the statement, and to no more than the other one
-- agreed to before; from 15 to 17 it takes both (sections 1629 BGB, 36 SGB I).
create or replace function core.consent_agreed() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
declare
  before core.consent;
  role text := current_setting('geleit.role', true);
  me text := current_setting('geleit.actor', true);
  gives boolean;
  rule text;
begin
  if tg_op = 'UPDATE' then before := old; end if;
  gives := new.state in ('GIVEN', 'RENEWED')
    and (tg_op = 'INSERT' or before.state not in ('GIVEN', 'RENEWED') or new.given_at is distinct from before.given_at);
  if new.agreed_by_person_at is distinct from before.agreed_by_person_at and new.agreed_by_person_at is not null
      and (new.agreed_by_person_at <> now() or role <> 'person') then
    rule := 'consent_agreed_in_own_name';
  elsif (new.agreed_by_guardian_at, new.agreed_guardian) is distinct
    from (before.agreed_by_guardian_at, before.agreed_guardian)
      and new.agreed_by_guardian_at is not null
      and (new.agreed_by_guardian_at <> now() or role <> 'guardian' or new.agreed_guardian::text is distinct from me
        or not core.represents(me, new.person_id)) then
    rule := 'consent_agreed_in_own_name';
  elsif tg_op = 'UPDATE' and before.state = 'REQUESTED'
      and (before.agreed_by_person_at is not null and new.agreed_by_person_at is not distinct
        from before.agreed_by_person_at
        or before.agreed_by_guardian_at is not null and new.agreed_by_guardian_at is not distinct
          from before.agreed_by_guardian_at)
      and not (new.recipients <@ before.recipients and new.categories <@ before.categories
        and new.purposes <@ before.purposes
        and new.valid_until <= before.valid_until and (new.secrecy_release <= before.secrecy_release)
        and new.data_from is not distinct from before.data_from and new.data_until is not distinct
          from before.data_until) then
    rule := 'consent_agreed_to_less';
  elsif gives and role in ('person', 'guardian') then
    if new.channel <> 'PORTAL' or new.given_by = 'GUARDIAN' and (role <> 'guardian'
      or not core.represents(me, new.person_id))
        or new.given_by = 'PERSON' and role <> 'person' then
      rule := 'consent_given_in_own_name';
    elsif new.given_by = 'PERSON_AND_GUARDIAN' and (before.state is distinct from 'REQUESTED'
      or new.agreed_by_person_at is null or new.agreed_by_guardian_at is null
        or not core.represents(new.agreed_guardian::text, new.person_id)) then
      rule := 'consent_of_two';
    end if;
  end if;
  if rule is not null then
    raise exception 'geleit: %', rule using errcode = '23514', constraint = rule, table = 'consent', schema = 'core';
  end if;
  return new;
end
$$;
