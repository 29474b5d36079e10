-- The earliest and the latest day on which a person may be born, by what all institutions recorded: less than a day
-- is a range, unknown stays null.
create or replace function core.birth_days(person uuid, out earliest date, out latest date)
language sql stable set search_path = pg_catalog as $$
  with recorded as (select i.birth_date from core.identity i where i.person_id = person
      and core.first_day(i.birth_date) <= core.today()) select min(core.first_day(r.birth_date)),
        max(core.last_day(r.birth_date)) from recorded r
      where not exists (select from recorded o where starts_with(o.birth_date, r.birth_date || '-'))
$$;
