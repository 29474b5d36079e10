-- The versions of consents as far as they decide about one recipient, for the person and for the recipient's data
-- protection officer (Art. 7(1) GDPR). Exceptions count also where a consent does not name the recipient.
create or replace function core.consent_history(person uuid, recipient text)
returns table(consent_id uuid, version integer, at timestamp with time zone, consent jsonb) language sql
stable security definer set search_path = pg_catalog as $$
  -- An exception of any consent can take away from what another gives, so a data protection officer has to count
  -- also those that do not name their institution; only what decides is handed out.
  select e.consent_id, e.version, e.at, jsonb_build_object('state', s->'state', 'recipients', case
    when named.is_recipient then jsonb_build_array(recipient) else '[]' end,
      'categories', case when named.is_recipient then s->'categories' else '[]' end,
      'purposes', case when named.is_recipient then s->'purposes' else '[]' end, 'exceptions', named.exceptions,
        'withdrawn', (
        select coalesce(jsonb_agg(x || jsonb_build_object('recipients', jsonb_build_array(recipient)) order by n), '[]')
        from jsonb_array_elements(s->'withdrawn') with ordinality u(x, n) where core.names(x->'recipients', recipient)),
      'exceptsFrom', core.milliseconds(case when s ? 'excepts_from' then s->>'excepts_from'
        else (select to_jsonb(c.excepts_from) #>> '{}' from core.consent c where c.id = e.consent_id) end),
      'validFrom', core.milliseconds(s->>'valid_from'), 'validUntil', core.milliseconds(case
        when e.person_id = nullif(core.setting('person'), '-')::uuid
        or (s->>'valid_until')::timestamptz <= now() then s->>'valid_until'
        else coalesce(coalesce(s->>'agreed_until', case when s->>'valid_until' = s->>'represented_until'
          then (select to_jsonb(c.agreed_until) #>> '{}' from core.consent c
            where c.id = e.consent_id) end), s->>'valid_until') end),
      'agreedUntil', case when e.person_id = nullif(core.setting('person'), '-')::uuid is not true
        then core.milliseconds(coalesce(s->>'agreed_until', case when s->>'valid_until' = s->>'represented_until'
          then (select to_jsonb(c.agreed_until) #>> '{}' from core.consent c where c.id = e.consent_id) end)) end,
      'dataFrom', s->'data_from', 'dataUntil', s->'data_until', 'endedAt', core.milliseconds(s->>'ended_at'),
      'secrecyRelease', coalesce(s->'secrecy_release', 'false'))
    from core.consent_event e, lateral (select e.snapshot) t(s), lateral (select s->'recipients' @> to_jsonb(recipient),
      (select coalesce(jsonb_agg(x || jsonb_build_object('recipients', jsonb_build_array(recipient)) order by n), '[]')
        from jsonb_array_elements(s->'exceptions') with ordinality u(x, n) where core.names(x->'recipients', recipient))
    ) named(is_recipient, exceptions)
    where e.person_id = person
      and (person = nullif(core.setting('person'), '-')::uuid
        or (current_setting('geleit.role') = 'data-protection-officer'
          and current_setting('geleit.institution') = recipient))
      and exists (select from core.consent_event x where x.consent_id = e.consent_id
        and (x.snapshot->'recipients' @> to_jsonb(recipient) or exists (select
          from jsonb_array_elements(x.snapshot->'exceptions') u(y)
          where core.names(y->'recipients', recipient))))
$$;

grant execute on function core.consent_history(uuid,text) to geleit_app;
