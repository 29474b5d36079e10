import type { Prepared } from './transaction';

/** $6: the person, $7: until when, $8: page size. */
export const ACCESS_LOG: Prepared = {
  name: 'access-log',
  text: `with found as materialized (select e.* from core.access_entry e where e.person_id = $6::uuid and e.at < $7::timestamptz
      order by e.at desc, e.id desc limit $8::int),
    logged as (insert into core.access_entry (institution, purpose, actor, role, request_id, event, person_id, fields, asked, permitted)
      values ($1::text, $2::text, $3::text, $4::text, $5::uuid, 'READ', $6::uuid, '{AccessEntry}', '{}', '{}'))
    select json_agg(json_build_object('id', e.id::text, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'event', e.event, 'institution', e.institution, 'role', e.role, 'purpose', e.purpose, 'fields', e.fields,
      'disclosed', coalesce((select json_agg(json_build_object('category', p.key, 'basis', p.value->>0, 'reference', p.value->>1))
        from jsonb_each(e.permitted) p), '[]'::json),
      'withheld', coalesce((select json_agg(a) from unnest(e.asked) a where not e.permitted ? a), '[]'::json))
      order by e.at desc, e.id desc)::text
    from found e`,
};
