-- The consents to name in the access log as the basis of what was shown: where rows have a day, those whose period
-- covers it.
create or replace function core.consents_used(person uuid, recipient text, purpose text, category text, needs jsonb,
  days date[])
returns text language sql stable as $$
  with reaching as (
    select c.consent_id, c.consent_version, c.data_from, c.data_until,
      row_number() over (order by c.data_from is null and c.data_until is null desc, c.secrecy_released desc,
        coalesce(c.agreed_until, c.valid_until) desc, c.consent_id, c.consent_version desc) as place,
      bool_or(c.data_from is null and c.data_until is null) over () as has_any_day
    from core.active_grants(person, recipient, purpose) c
    where c.category = consents_used.category and core.grant_reaches(c, needs)
  ), used as (
    select r.place from reaching r where case when r.has_any_day then r.place = 1 else days is null end
    union
    select (select min(r.place) from reaching r where not r.has_any_day
      and (r.data_from is null or d.day >= r.data_from) and (r.data_until is null or d.day <= r.data_until))
    from unnest(days) d(day)
  )
  select '"CONSENT",' || string_agg(format('"%s",%s', r.consent_id, r.consent_version), ',' order by r.place)
  from reaching r join used on used.place = r.place
$$;

grant execute on function core.consents_used(uuid,text,text,text,jsonb,date[]) to geleit_app;
