import { textArray } from '../../../src/access/log/log-entry.sql';
import type { Audience } from './audience';
import { needsOf, openTo } from './records.sql';
import type { Table } from './tables';

const ACTIVE = 'c.ended is null and c.valid_from <= now() and c.valid_until > now()';
const ANY_DAY = 'c.data_from is null and c.data_until is null';

/** SQL of the id under which a person goes on after a merge. */
export const currentPersonId = (id: string): string => `(select core.goes_on_as(${id}))`;

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
  return `known as materialized (select f.*, g.open, g.released, g.periods, g.basis from found f
  left join lateral (select array_agg(c.category) filter (where ${ANY_DAY}) as open,
      array_agg(c.category) filter (where ${ANY_DAY} and c.secrecy_released) as released,
      array_agg(c.category) filter (where not (${ANY_DAY})) as periods,
      ('{' || string_agg('"' || c.category || '":["CONSENT","' || c.consent_id || '",' || c.consent_version || ']', ','
        order by c.secrecy_released, c.valid_until, c.consent_id desc, c.consent_version)
        filter (where ${ANY_DAY}) || '}')::jsonb as basis
    from core.consent_grant c where c.person_id = f.id and c.recipient = $1 and c.category = any(${byConsent})
      and c.purpose = $2 and ${ACTIVE}) g on true)`;
}

interface Logged {
  /** Fields besides those of the records. */
  readonly more?: readonly string[];
  /** SQL of the institution that wrote what the person was found by. */
  readonly told?: string;
  /** SQL of who is not shown, but of whom is told that there is one more; nobody is told of as well. */
  readonly countedFrom?: string;
}

const FOUND_BY = `'{Identity.familyName,Identity.birthDate}'::text[]`;

/** Writes one entry of the access log for each person of `read k`, by the statement that reads. */
export function logged(
  audience: Audience,
  tables: readonly Table[],
  { more = [], told = 'null', countedFrom }: Logged = {},
): string {
  const names = tables.flatMap(({ type, columns }) => Object.keys(columns).map((name) => `${type}.${name}`));
  const fields = textArray([...names, ...more]);
  const bases = tables.flatMap((table) => {
    const basis = basisOf(audience, table, told);
    return basis === null ? [] : `'"${table.category}":[' || nullif(${basis}, '') || ']'`;
  });
  const caller = '$1::text, $2::text, $3::text, $4::text, $5::uuid';
  const [event, of] = countedFrom
    ? [
        `case when ${countedFrom} then 'COUNTED' else 'READ' end`,
        `case when ${countedFrom} then ${FOUND_BY} else ${fields} end`,
      ]
    : [`'READ'`, fields];
  const nobody = countedFrom
    ? ` union all select ${caller}, 'COUNTED', null, ${FOUND_BY} || '{counted.0}'::text[], ${textArray(categoriesOf(tables))}, '{}'
  where not exists (select from known)`
    : '';
  return `logged as (insert into core.access_entry (institution, purpose, actor, role, request_id, event, person_id, fields, asked, permitted)
  select ${caller}, ${event}, k.id, ${of}, ${textArray(categoriesOf(tables))},
    ('{' || concat_ws(',', ${bases.join(',\n      ')}) || '}')::jsonb from read k${nobody})`;
}

/** SQL of what a record type, the only one of its category, was shown on, or would have been if there were one. */
function basisOf({ institution, rule }: Audience, table: Table, told: string): string | null {
  const { field, category, author } = table;
  const decided = rule(category);
  if (decided === 'never') return null;
  const isThere = author === null ? `k."${field}" is not null` : `json_array_length(k."${field}") > 0`;
  if (decided === 'always') {
    const basis = institution === null ? '"SELF"' : '"OWN_RECORD"';
    return `case when ${isThere} then '${basis}' else '"NOTHING",${basis}' end`;
  }
  if (decided === 'consent') {
    const days = `(select array_agg((r->>'${dayOf(table)}')::date) from json_array_elements(k."${field}") r)`;
    return `case when ${isThere} then ${consentTo(table, days)} else '"NOTHING",' || ${consentTo(table, 'null')} end`;
  }
  const by = [`k."${field}By"`, ...(told === 'null' ? [] : [told])];
  const consent = `btrim(k.basis->>'${category}', '[]')`;
  return `concat_ws(',', case when ${by.map((one) => `${one} = '${institution}'`).join(' or ')} then '"OWN_RECORD"' end,
      case when ${by.map((one) => `${one} <> '${institution}'`).join(' or ')} then ${consent} end,
      case when ${by.map((one) => `${one} is null`).join(' and ')} then '"NOTHING",' || ${consent} end)`;
}

/** SQL of the consents on which records with these days rest. */
function consentTo({ category, author }: Table, days: string): string {
  return `case when '${category}' = any(${openTo(author)}) then btrim(k.basis->>'${category}', '[]')
      when '${category}' = any(k.periods) then core.consents_used(k.id, $1, $2, '${category}', '${needsOf(author)}', ${days}) end`;
}

const dayOf = ({ columns, newestBy }: Table): string =>
  Object.keys(columns).find((name) => columns[name] === `t.${newestBy}`)!;

const categoriesOf = (tables: readonly Table[]): string[] =>
  [...new Set(tables.map(({ category }) => category))].sort();
