-- What the reader of a pair of possible duplicates may know about how well it agrees: row level security leaves only
-- agreements between records that they may read.
create or replace function core.agreement_seen(pair uuid)
returns table (score integer, reasons text[], found_at timestamptz, contact_agrees boolean) language sql stable as $$
  select round(least(1000, greatest(0, i.points + coalesce(c.points, 0))) / 10.0)::integer,
    i.reasons || coalesce(c.reasons, '{}'), i.found_at,
    c.points is not null
  from (select a.* from core.duplicate_agreement a where a.pair_id = pair and a.category = 'IDENTITY'
      order by a.points desc, a.source_a, a.source_b limit 1) i
    left join lateral (select a.* from core.duplicate_agreement a where a.pair_id = pair and a.category = 'CONTACT'
      order by a.points desc, a.source_a, a.source_b limit 1) c on true
$$;

grant execute on function core.agreement_seen(uuid) to geleit_app;
