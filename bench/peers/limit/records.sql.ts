import type { Audience } from './audience';
import type { Table } from './tables';

/** SQL of the JSON object of a person of `read k`. */
export function personJson(tables: readonly Table[], more = ''): string {
  return `json_build_object('id', k.id${tables.map(({ field }) => `,\n  '${field}', k."${field}"`).join('')}${more})`;
}

/**
 * The records of the persons of `known k`, which holds the grants; of what several may have written, also who did.
 * @param where SQL of whom records are read
 */
export function read(audience: Audience, tables: readonly Table[], where = 'true'): string {
  const asked = tables.map((table) => ({ ...table, sql: recordsSql(audience, table, where) }));
  const columns = asked.map(({ field, author, sql }) => {
    if (author === null) return `"${field}".record as "${field}", "${field}".author as "${field}By"`;
    return `${sql} as "${field}"`;
  });
  const joins = asked.map(({ field, author, sql }) =>
    author === null ? `\n  left join lateral (${sql}) "${field}" on true` : '',
  );
  return `read as materialized (select k.*,\n  ${columns.join(',\n  ')} from known k${joins.join('')})`;
}

function recordsSql({ institution, rule }: Audience, asked: Table, where: string): string {
  const { table, category, author, columns: fields, newestBy, hasDay } = asked;
  const decided = rule(category);
  if (decided === 'never') return 'null::json';
  const json = `json_build_object(${Object.entries(fields)
    .map(([name, sql]) => `'${name}', ${sql}`)
    .join(', ')})`;
  const open = `'${category}' = any(${openTo(author)})`;
  const conditions: string[] = where === 'true' ? [] : [where];
  if (decided === 'own or consent') {
    const released = `'${category}' = any(k.released)`;
    conditions.push(
      `(t.institution = '${institution}' or (t.institution <> 'caritas' and ${open} or t.institution = 'caritas' and ${released}))`,
    );
  } else if (decided === 'consent' && hasDay) {
    conditions.push(
      `(${open} or core.grant_covers_day(k.id, $1, $2, '${category}', '${needsOf(author)}', t.${newestBy}))`,
    );
  }
  if (institution !== null) conditions.push('t.restricted_at is null');
  const from = `from ${table} t where ${['t.person_id = k.id', ...conditions].join(' and ')}`;
  if (author === null) {
    const ownFirst = institution ? `t.institution = '${institution}' desc, ` : '';
    return `select t.institution as author, ${json} as record ${from} order by ${ownFirst}t.${newestBy} desc nulls last, t.id limit 1`;
  }
  const rows = `coalesce((select json_agg(${json} order by t.${newestBy} desc nulls last, t.id) ${from}), '[]'::json)`;
  return decided === 'consent' ? `case when ${open} or '${category}' = any(k.periods) then ${rows} end` : rows;
}

/** What Caritas wrote is open where the consent releases it from professional secrecy. */
export const openTo = (author: string | null): string => (author === 'caritas' ? 'k.released' : 'k.open');

/** What an author's records ask of a consent. */
export const needsOf = (author: string | null): string =>
  JSON.stringify({ release: author === 'caritas', transfer: false, author });
