-- The keys by which possible duplicates are found: two sounds of the name in any order, or the birth date, day and
-- month in any order, with one sound. 1 January stands for unknown and counts as no date.
create or replace function core.identity_keys(given_sounds text, family_sounds text, birth_date text) returns setof text
language sql immutable set search_path = pg_catalog as $$
  -- Two sounds of the name in any order; the birth date, day and month in any order, with one sound. 1 January is no date,
  -- and neither is what is less than a day.
  with sounds as (select distinct sound from unnest(string_to_array(given_sounds || ' ' || family_sounds, ' ')) sound
      where sound <> '' order by sound limit 8)
  select 'n:' || a.sound || '+' || b.sound from sounds a join sounds b on a.sound < b.sound
  union all
  select 'b:' || left(birth_date, 4) || least(substr(birth_date, 6, 2), substr(birth_date, 9,
    2)) || greatest(substr(birth_date, 6, 2), substr(birth_date, 9, 2)) || ':' || sound
    from sounds where length(birth_date) = 10 and birth_date not like '%-01-01'
  union all
  select 'y:' || left(birth_date, 4) || ':' || min(sound) from sounds having count(*) = 1
$$;
