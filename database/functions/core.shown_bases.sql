-- What of an access log entry was really shown: of a basis everything before the word NOTHING, which stands for what
-- the access led to no value.
create or replace function core.shown_bases(permitted jsonb) returns jsonb language sql immutable parallel safe as $$
  select case when permitted::text not like '%"NOTHING"%' then permitted else (
    select coalesce(jsonb_object_agg(shown.key, shown.value), '{}') from (
      select p.key, (select jsonb_agg(b.value order by b.place) from jsonb_array_elements(p.value)
        with ordinality b(value, place)
        where b.place < coalesce((select min(n.place) from jsonb_array_elements_text(p.value)
          with ordinality n(word, place)
          where n.word = 'NOTHING'), b.place + 1)) as value
      from jsonb_each(permitted) p) shown
    where shown.value is not null) end
$$;
