import type { Prepared } from './transaction';

/** The answer of a consent that was written, with the entry of the access log about it. */
const written = (change: string): string => `with written as (${change}),
  logged as (insert into core.access_entry (institution, purpose, actor, role, request_id, event, person_id, fields, asked, permitted)
    select $1::text, $2::text, $3::text, $4::text, $5::uuid, 'WRITE', w.person_id, '{Consent}', '{}', '{}' from written w)
  select json_build_object('id', w.id, 'state', w.state, 'version', w.version)::text from written w`;

/** $6: id, $7: person, $8: recipients, $9: categories, $10: purposes, $11: until when. */
export const GIVE: Prepared = {
  name: 'give',
  text: written(`insert into core.consent (id, person_id, state, recipients, categories, purposes, given_at, valid_from, valid_until)
    values ($6, $7, 'GIVEN', $8, $9, $10, now(), now(), $11) returning *`),
};

/** $6: id. History and grants follow by the trigger. */
export const WITHDRAW: Prepared = {
  name: 'withdraw',
  text: written(`update core.consent c set state = 'WITHDRAWN', version = c.version + 1, ended_at = now(), updated_at = now()
    where c.id = $6 and c.state in ('GIVEN', 'RENEWED') returning *`),
};
