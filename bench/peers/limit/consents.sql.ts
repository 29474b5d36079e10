import type { Prepared } from './transaction';

const json = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'state', ${alias}.state, 'version', ${alias}.version)::text`;

/** $1: id, $2: person, $3: recipients, $4: categories, $5: purposes, $6: until when. */
export const GIVE: Prepared = {
  name: 'give',
  text: `insert into core.consent as c (id, person_id, state, recipients, categories, purposes, given_at, valid_from, valid_until)
    values ($1, $2, 'GIVEN', $3, $4, $5, now(), now(), $6) returning ${json('c')}`,
};

/** $1: id. History and grants follow by the trigger. */
export const WITHDRAW: Prepared = {
  name: 'withdraw',
  text: `update core.consent c set state = 'WITHDRAWN', version = c.version + 1, ended_at = now(), updated_at = now()
    where c.id = $1 and c.state in ('GIVEN', 'RENEWED') returning ${json('c')}`,
};
