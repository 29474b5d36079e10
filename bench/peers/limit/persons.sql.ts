import { KNOWN, logged, PERSON_JSON } from './records.sql';
import type { Prepared } from './transaction';

const ACTIVE = 'c.ended is null and c.valid_from <= now() and c.valid_until > now()';

/** $6: the person. */
export const ONE: Prepared = {
  name: 'one',
  text: `with found as (select p.id from core.person p where p.id = $6::uuid), ${KNOWN}, ${logged()}
    select ${PERSON_JSON}::text from known k`,
};

/** On record when somebody asked for a person whom they do not know. $6: the person. */
export const REFUSED: Prepared = {
  name: 'refused',
  text: `insert into core.access_entry (institution, purpose, actor, role, request_id, event, person_id, fields, asked, permitted)
    values ($1, $2, $3, $4, $5, 'REFUSED', $6, '{}', '{}', '{}')`,
};

/** $6: page size, $7: last id of the page before. */
export const PAGE: Prepared = {
  name: 'page',
  text: `with found as (select p.id from (
      (select l.person_id as id from core.person_link l where l.institution = 'jobcenter' and l.person_id > $7::uuid
        order by person_id limit $6::int)
      union (select distinct c.person_id from core.consent_grant c where c.recipient = 'jobcenter' and c.person_id > $7::uuid
        and ${ACTIVE} order by person_id limit $6::int) order by id limit $6::int) f join core.person p on p.id = f.id),
    ${KNOWN}, ${logged()}
    select json_agg(${PERSON_JSON} order by k.id)::text from known k`,
};
