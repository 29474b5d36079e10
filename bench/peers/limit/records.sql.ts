import type { Audience } from './audience';
import type { Table } from './tables';

/** SQL of the JSON object of a person `k` with these records, of which `k` holds the grants. */
export function personJson(audience: Audience, tables: readonly Table[], more = ''): string {
  return `json_build_object('id', k.id${tables.map((table) => `,\n  '${table.field}', ${recordsJson(audience, table)}`).join('')}${more})`;
}

function recordsJson({ institution, rule }: Audience, asked: Table): string {
  const { table, category, author, columns: fields, newestBy, hasDay, many: list } = asked;
  const decided = rule(category);
  if (decided === 'never') return 'null';
  const json = `json_build_object(${Object.entries(fields)
    .map(([name, sql]) => `'${name}', ${sql}`)
    .join(', ')})`;
  const open = `'${category}' = any(${openTo(author)})`;
  const conditions: string[] = [];
  if (decided === 'own or consent') {
    const released = `'${category}' = any(k.released)`;
    conditions.push(
      `(t.institution = '${institution}' or (t.institution <> 'caritas' and ${open} or t.institution = 'caritas' and ${released}))`,
    );
  } else if (decided === 'consent' && hasDay) {
    const needs = `{"release":${author === 'caritas'},"transfer":false,"author":"${author}"}`;
    conditions.push(`(${open} or core.grant_covers_day(k.id, $1, $2, '${category}', '${needs}', t.${newestBy}))`);
  }
  if (institution !== null) conditions.push('t.restricted_at is null');
  const from = `from ${table} t where ${['t.person_id = k.id', ...conditions].join(' and ')}`;
  const ownFirst = institution ? `t.institution = '${institution}' desc, ` : '';
  const rows = list
    ? `coalesce((select json_agg(${json} order by t.${newestBy} desc nulls last, t.id) ${from}), '[]'::json)`
    : `(select ${json} ${from} order by ${ownFirst}t.${newestBy} desc nulls last, t.id limit 1)`;
  return decided === 'consent' ? `case when ${open} or '${category}' = any(k.periods) then ${rows} end` : rows;
}

/** What Caritas wrote is open where the consent releases it from professional secrecy. */
const openTo = (author: string | null): string => (author === 'caritas' ? 'k.released' : 'k.open');
