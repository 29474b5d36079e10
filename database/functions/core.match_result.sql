-- Takes what the comparison found. What was corrected meanwhile is no question any more, and what somebody decided
-- stays decided.
create or replace function core.match_result(done uuid[], person uuid, alike jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform core.begin_matching();
  -- The version counts decisions: that a comparison came out otherwise would tell of records that the reader may not read.
  insert into core.duplicate_pair as p (person_a, person_b, threshold, by_identity)
    select least(person, f."personId"), greatest(person, f."personId"), f.threshold, f."byIdentity"
    from jsonb_to_recordset(alike) as f("personId" uuid, threshold integer, "byIdentity" boolean)
    on conflict (person_a, person_b) do update
      set threshold = excluded.threshold, by_identity = excluded.by_identity
      where p.state = 'OPEN' and (p.threshold, p.by_identity) is distinct
        from (excluded.threshold, excluded.by_identity);
  with found as materialized (
    select p.id as pair_id, a.category, a.points, a.reasons,
      case when person = p.person_a then a.mine else a.theirs end as source_a,
      case when person = p.person_a then a.theirs else a.mine end as source_b
    from jsonb_to_recordset(alike) as f("personId" uuid, agreements jsonb)
      join core.duplicate_pair p on p.person_a = least(person, f."personId")
        and p.person_b = greatest(person, f."personId") and p.state = 'OPEN'
      cross join lateral jsonb_to_recordset(f.agreements)
        as a(category text, mine uuid, theirs uuid, points integer, reasons text[])),
  gone as (
    delete from core.duplicate_agreement g using (select distinct f.pair_id from found f) p
      where g.pair_id = p.pair_id and not exists (select from found f
        where (f.pair_id, f.category, f.source_a, f.source_b) = (g.pair_id, g.category, g.source_a, g.source_b)))
  insert into core.duplicate_agreement as g (pair_id, category, source_a, source_b, points, reasons)
    select f.pair_id, f.category, f.source_a, f.source_b, f.points, f.reasons from found f
    on conflict (pair_id, category, source_a, source_b) do update
      set points = excluded.points, reasons = excluded.reasons, found_at = now()
      where (g.points, g.reasons) is distinct from (excluded.points, excluded.reasons);
  -- What was corrected meanwhile is no question any more; what was decided stays decided.
  delete from core.duplicate_pair p where p.state = 'OPEN' and person in (p.person_a, p.person_b)
    and not exists (select from jsonb_to_recordset(alike) as f("personId" uuid)
      where f."personId" in (p.person_a, p.person_b));
  delete from core.match_task t where t.id = any(done);
  perform set_config('geleit.matching', 'off', true);
end
$$;

grant execute on function core.match_result(uuid[],uuid,jsonb) to geleit_app;
