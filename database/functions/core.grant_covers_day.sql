-- Whether an open consent covers data of this day and what else their author requires.
create or replace function core.grant_covers_day(person uuid, recipient text, purpose text, category text,
  needs jsonb, day date)
returns boolean language sql stable as $$
  select exists (select from core.active_grants(person, recipient, purpose) c
    where c.category = grant_covers_day.category and core.grant_reaches(c, needs)
      and (c.data_from is null or day >= c.data_from) and (c.data_until is null or day <= c.data_until))
$$;

grant execute on function core.grant_covers_day(uuid,text,text,text,jsonb,date) to geleit_app;
