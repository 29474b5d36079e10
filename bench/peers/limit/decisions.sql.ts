import { textArray } from '../../../src/access/log/log-entry.sql';
import type { Audience } from './audience';
import type { Table } from './tables';

const ACTIVE = 'c.ended is null and c.valid_from <= now() and c.valid_until > now()';
const ANY_DAY = 'c.data_from is null and c.data_until is null';

/** SQL of the id under which a person goes on after a merge. */
export const goesOnAs = (id: string): string => `(select core.goes_on_as(${id}))`;

/** Persons whom the jobcenter knows from $7 on, $6 of them: by a file of its own or by an active consent. */
export const KNOWN_TO_JOBCENTER = `select p.id from (
      (select l.person_id as id from core.person_link l where l.institution = 'jobcenter' and l.person_id > $7::uuid
        and not exists (select from core.person_alias a where a.former_id = l.person_id and a.institution is null and a.ended_at is null)
        order by person_id limit $6::int)
      union (select distinct c.person_id from core.consent_grant c where c.recipient = 'jobcenter' and c.person_id > $7::uuid
        and ${ACTIVE} order by person_id limit $6::int) order by id limit $6::int) f join core.person p on p.id = f.id`;

/** Whether the jobcenter may know the name in row `i` of `core.identity`. */
export const MAY_READ_IDENTITY = `i.restricted_at is null and (i.institution = 'jobcenter' or (select true from core.consent_grant c
        where c.person_id = i.person_id and c.recipient = 'jobcenter' and c.purpose = 'CASE_MANAGEMENT' and c.category = 'IDENTITY'
          and ${ACTIVE} and ${ANY_DAY} and (c.secrecy_released or i.institution <> 'caritas') limit 1))`;

/**
 * The grants of the persons of `found f` to the jobcenter: which categories are open, which of them with a release from
 * secrecy, which for data of a period, and on which consent each rests.
 */
export function known(audience: Audience, tables: readonly Table[]): string {
  const byConsent = textArray(categoriesOf(tables).filter((category) => audience.rule(category).includes('consent')));
  return `known as materialized (select f.id, g.open, g.released, g.periods, g.basis from found f
  left join lateral (select array_agg(c.category) filter (where ${ANY_DAY}) as open,
      array_agg(c.category) filter (where ${ANY_DAY} and c.secrecy_released) as released,
      array_agg(c.category) filter (where not (${ANY_DAY})) as periods,
      ('{' || string_agg('"' || c.category || '":["CONSENT","' || c.consent_id || '",' || c.consent_version || ']', ','
        order by c.secrecy_released, c.valid_until, c.consent_id desc, c.consent_version)
        filter (where ${ANY_DAY} and (c.secrecy_released or c.category <> 'COUNSELLING')) || '}')::jsonb as basis
    from core.consent_grant c where c.person_id = f.id and c.recipient = $1 and c.category = any(${byConsent})
      and c.purpose = $2 and ${ACTIVE}) g on true)`;
}

/** Writes one entry of the access log for each person of `known k`, by the statement that reads. */
export function logged(audience: Audience, tables: readonly Table[], more: readonly string[] = []): string {
  const { rule, institution } = audience;
  const fields = tables.flatMap(({ type, columns }) => Object.keys(columns).map((name) => `${type}.${name}`));
  const categories = categoriesOf(tables);
  const basis = institution === null ? 'SELF' : 'OWN_RECORD';
  const certain = categories.filter((category) => ['always', 'own or consent'].includes(rule(category)));
  const permitted = `'${JSON.stringify(Object.fromEntries(certain.map((category) => [category, [basis]])))}'::jsonb`;
  const consents = `case when k.periods is null then coalesce(k.basis, '{}') else core.consent_basis(k.id, $1, $2, '${cells(audience, tables)}') end`;
  return `logged as (insert into core.access_entry (institution, purpose, actor, role, request_id, event, person_id, fields, asked, permitted)
  select $1::text, $2::text, $3::text, $4::text, $5::uuid, 'READ', k.id, ${textArray([...fields, ...more])}, ${textArray(categories)},
    ${permitted}${institution === null ? '' : ` || ${consents}`} from known k)`;
}

/** What the exact basis is asked for where a consent is to data of a period. */
function cells({ rule }: Audience, tables: readonly Table[]): string {
  const asked = tables.flatMap(({ category, author, hasDay }) =>
    (author === null ? [null, 'caritas'] : [author]).map((by) => ({
      ...{ category, consent: category, days: hasDay, release: by === 'caritas', transfer: false, author: by },
    })),
  );
  return JSON.stringify(asked.filter(({ category }) => rule(category).includes('consent')));
}

const categoriesOf = (tables: readonly Table[]): string[] =>
  [...new Set(tables.map(({ category }) => category))].sort();
