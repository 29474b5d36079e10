import type { Prepared } from './transaction';

const json = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'state', ${alias}.state, 'version', ${alias}.version)::text`;

/** $1: id, $2: person, $3: recipients, $4: categories, $5: purposes, $6: until when. */
export const GIVE: Prepared = {
  name: 'give',
  text: `insert into core.consent as c (id, person_id, state, recipients, categories, purposes, given_at, valid_from, valid_until)
    values ($1, $2, 'GIVEN', $3, $4, $5, now(), now(), $6) returning ${json('c')}`,
};

/** The event and the grants of the consent that was just given; row level security looks it up. $1: id, $2: actor. */
export const GIVE_REST: Prepared = {
  name: 'give-rest',
  text: `with event as (insert into core.consent_event (consent_id, version, person_id, state_after, actor)
      select c.id, c.version, c.person_id, c.state, $2 from core.consent c where c.id = $1)
    insert into core.consent_grant (person_id, recipient, purpose, category, consent_id, consent_version, valid_from, valid_until)
    select c.person_id, r, p, k, c.id, c.version, c.valid_from, c.valid_until
    from core.consent c, unnest(c.recipients) r, unnest(c.purposes) p, unnest(c.categories) k where c.id = $1`,
};

/** $1: id, $2: actor. */
export const WITHDRAW: Prepared = {
  name: 'withdraw',
  text: `with before as (select b.id, b.state from core.consent b where b.id = $1 and b.state in ('GIVEN', 'RENEWED') for update),
    ended as (update core.consent c set state = 'WITHDRAWN', version = c.version + 1, ended_at = now(), updated_at = now()
      from before where c.id = before.id returning c.*),
    event as (insert into core.consent_event (consent_id, version, person_id, state_before, state_after, actor)
      select e.id, e.version, e.person_id, b.state, e.state, $2 from ended e join before b on b.id = e.id),
    grants as (update core.consent_grant g set ended = 'WITHDRAWN', consent_version = e.version from ended e where g.consent_id = e.id)
    select ${json('e')} from ended e`,
};
