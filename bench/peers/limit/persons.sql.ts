import { JOBCENTER, SELF } from './audience';
import { currentPersonId, known, KNOWN_TO_JOBCENTER, logged, MAY_READ_IDENTITY } from './decisions.sql';
import { personJson, read } from './records.sql';
import { IDENTITY, TABLES } from './tables';
import type { Prepared } from './transaction';

/** $6: the person. */
export const ONE: Prepared = {
  name: 'one',
  text: `with found as materialized (select p.id from core.person p where p.id = ${currentPersonId('$6::uuid')}),
    ${known(JOBCENTER, TABLES)}, ${read(JOBCENTER, TABLES)}, ${logged(JOBCENTER, TABLES)}
    select ${personJson(TABLES)}::text from read k`,
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
  text: `with found as materialized (${KNOWN_TO_JOBCENTER}), ${known(JOBCENTER, TABLES)}, ${read(JOBCENTER, TABLES)}, ${logged(JOBCENTER, TABLES)}
    select json_agg(${personJson(TABLES)} order by k.id)::text from read k`,
};

const FOUND = [
  { ...IDENTITY, columns: { givenName: 't.given_name', familyName: 't.family_name', birthDate: 't.birth_date' } },
];

/**
 * $6: the name in the form of the search, $7: day of birth, and the month and the year in which it lies: of some no more is
 * known. Like the hub it puts on record that there is nobody, and that there is one more than it shows.
 */
export const SEARCH: Prepared = {
  name: 'search',
  text: `with found as materialized (select f.*, row_number() over (order by f.id) as place from (
      select ${currentPersonId('i.person_id')} as id, (array_agg(i.institution order by i.institution = 'jobcenter' desc))[1] as told
      from core.identity i
      where i.institution = any('{city,jobcenter,employment-agency,caritas}')
        and (i.name_key = $6::text or i.name_key is null and i.given_key = $6::text) and i.birth_date = any($7::text[])
        and ${MAY_READ_IDENTITY} group by 1 order by id limit 21) f),
    ${known(JOBCENTER, FOUND)}, ${read(JOBCENTER, FOUND, 'k.place <= 20')},
    ${logged(JOBCENTER, FOUND, { told: 'k.told', countedFrom: 'k.place > 20' })}
    select json_agg(${personJson(FOUND)} order by k.id)::text from read k where k.place <= 20`,
};

const CONSENTS = `, 'consents', coalesce((select json_agg(json_build_object('id', c.id, 'state',
    case when c.state in ('GIVEN', 'RENEWED') and c.valid_until <= now() then 'EXPIRED' else c.state end,
    'recipients', c.recipients, 'categories', c.categories, 'purposes', c.purposes) order by c.recorded_at desc, c.id)
  from core.consent c where c.person_id = k.id), '[]'::json)`;

/** $6: the person who asks. */
export const ME: Prepared = {
  name: 'me',
  text: `with known as materialized (select p.id from core.person p where p.id = $6::uuid),
    ${read(SELF, TABLES)}, ${logged(SELF, TABLES, { more: ['Person.consents'] })}
    select ${personJson(TABLES, CONSENTS)}::text from read k`,
};
