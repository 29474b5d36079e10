-- How often staff looked up persons of their own surname, for the data protection officer of the same institution
-- (Art. 32 GDPR). Counts only: neither the name nor whose it is.
create or replace function core.same_surname_lookups(since date, until date, key text)
returns table (actor text, role text, day date, persons integer)
language sql stable security definer set search_path = pg_catalog as $$
  -- Counts alone leave: neither the name nor whose it is. For the officer of the own institution, and nobody else.
  select e.actor, e.role, m.day, count(distinct e.person_id)::integer
  from core.staff_name_mark m join core.access_entry e on e.institution = m.institution and e.actor = m.actor
    and e.at >= m.day::timestamp at time zone 'Europe/Berlin'
      and e.at < (m.day + 1)::timestamp at time zone 'Europe/Berlin'
  where m.institution = core.setting('institution') and core.setting('role') = 'data-protection-officer'
    and m.day >= since and m.day < until and e.event = 'READ' and cardinality(e.asked) > 0
    and exists (select from core.identity i where i.person_id = e.person_id and m.mark = encode(sha256(convert_to(
      concat_ws(':', key, to_char(m.day, 'YYYY-MM-DD'), m.institution, i.name_key), 'UTF8')), 'hex'))
  group by 1, 2, 3
$$;

grant execute on function core.same_surname_lookups(date,date,text) to geleit_app;
