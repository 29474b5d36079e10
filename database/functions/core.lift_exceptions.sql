-- Lifts a person's exceptions for some recipients. It opens as much as a consent does, so it takes whoever may
-- consent at this age; an institution cannot lift one for itself.
create or replace function core.lift_exceptions(person uuid, recipients text[], given_by text) returns setof uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  role text := core.setting('role');
  house text := core.setting('institution');
  born record;
  rule text;
begin
  select * into born from core.birth_days(person);
  if role in ('person', 'guardian') and person = nullif(core.setting('person'), '-')::uuid
      and (role = 'person' or core.represents(core.setting('actor'), person)) then
    -- Whoever would consent alone lifts alone: it opens as much.
    rule := core.wrong_giver(case role when 'guardian' then 'GUARDIAN' else 'PERSON' end, born.earliest,
      born.latest, core.today());
  elsif role in ('counsellor', 'case-manager') and house <> 'immigration-authority'
      and exists (select from core.person_link l where l.person_id = person and l.institution = house) then
    if house = any(recipients) then
      rule := 'consent_exception_kept';
    elsif core.wrong_giver(given_by, born.earliest, born.latest, core.today()) is not null then
      -- Whoever may read the birth days that say so was told before; to others it must not tell how old the person is.
      return;
    end if;
  else
    raise exception 'geleit: no such person'
      using errcode = '23503', constraint = 'consent_person_fk', table = 'consent', schema = 'core';
  end if;
  if rule is not null then
    raise exception 'geleit: %', rule using errcode = '23514', constraint = rule, table = 'consent', schema = 'core';
  end if;
  return query update core.consent c set exceptions = core.lift(c.exceptions, lift_exceptions.recipients),
    version = c.version + 1, updated_at = now()
    where c.person_id = person and c.excepts_from is not null
      and core.lift(c.exceptions, lift_exceptions.recipients) <> c.exceptions
    returning c.id;
end
$$;

grant execute on function core.lift_exceptions(uuid,text[],text) to geleit_app;
