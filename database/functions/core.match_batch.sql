-- Gives the matcher the persons to compare next, each with those who share a key. What more than 100 share proves
-- nothing and is left out, so that neither cost nor queue grows with it.
create or replace function core.match_batch(most integer)
returns table(tasks uuid[], person_id uuid, described jsonb, candidates jsonb) language plpgsql security definer
set search_path = pg_catalog as $$
#variable_conflict use_column
begin
  perform core.begin_matching();
  return query
    with taken as materialized (
      select t.id, t.person_id from core.match_task t order by t.since, t.id limit most for update skip locked),
    asked as materialized (select t.person_id, array_agg(t.id) as tasks from taken t group by t.person_id)
    select a.tasks, a.person_id, core.described(a.person_id),
      -- A key that too many share tells nothing and is left out, so that neither the cost nor the queue grows with them. Those to whom
      -- the identity leads are chosen by it alone: no contact brings one of them in, or another one out.
      (select coalesce(jsonb_agg(jsonb_build_object('personId', c.person_id, 'byIdentity', c.by_identity,
          'described', core.described(c.person_id))), '[]')
        from (select r.*, row_number() over (partition by r.by_identity order by r.keys desc, r.person_id) as place
          from (select o.person_id, count(*) filter (where o.of_identity) > 0 as by_identity,
              coalesce(nullif(count(*) filter (where o.of_identity), 0), count(*)) as keys
            from core.match_key k
              cross join lateral (select array_agg(m.person_id) as persons
                from (select n.person_id from core.match_key n where n.key = k.key limit 101) m) s
              cross join lateral (select p as person_id, left(k.key, 2) not in ('p:', 'e:') as of_identity
                from unnest(s.persons) p where cardinality(s.persons) <= 100) o
            where k.person_id = a.person_id and o.person_id <> a.person_id
            group by o.person_id) r) c
        join core.person p on p.id = c.person_id and p.merged_into is null
        where c.place <= 200 and exists (select from core.person mine where mine.id = a.person_id
          and mine.merged_into is null))
    from asked a;
  perform set_config('geleit.matching', 'off', true);
end
$$;

grant execute on function core.match_batch(integer) to geleit_app;
