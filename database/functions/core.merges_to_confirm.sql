-- The proposed merges that the person who asks has yet to confirm. Of the other registration it tells only what its
-- consents would open.
create or replace function core.merges_to_confirm() returns table (id uuid, institution text, requested_at timestamptz,
  recipients text[], categories text[], purposes text[])
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare
  me uuid := nullif(core.setting('person'), '-')::uuid;
begin
  -- Of the other registration nothing is told but what its consents would open: those that the proposing institution
  -- itself took down, so that whoever confirms knows what they confirm.
  return query
    select p.id, p.decided_institution, p.decided_at, array_remove(array_agg(distinct r.word), null),
      array_remove(array_agg(distinct c.word), null), array_remove(array_agg(distinct u.word), null)
    from core.duplicate_pair p
      left join core.consent o on o.person_id = case when p.person_a = me then p.person_b else p.person_a end
        and core.lives(o) and o.valid_until > now() and core.is_own_house(o.person_id, p.decided_institution)
      left join lateral unnest(o.recipients) r(word) on true
      left join lateral unnest(o.categories) c(word) on true
      left join lateral unnest(o.purposes) u(word) on true
    where p.state = 'PROPOSED' and me in (p.person_a, p.person_b) and me <> all(p.confirmed)
    group by p.id;
end
$$;

grant execute on function core.merges_to_confirm() to geleit_app;
