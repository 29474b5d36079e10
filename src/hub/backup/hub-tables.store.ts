import type { ClientBase } from 'pg';
import { IN_HUB } from '../../platform/postgres/code/found-code';

/** A table of the hub with its rows; partitions come with their parent. */
export interface HubTable {
  /** Schema and table, as SQL takes it. */
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export interface HubSequence {
  readonly name: string;
  readonly last: string;
  readonly isCalled: boolean;
}

const TABLES_SQL = `select format('%I.%I', n.nspname, c.relname) as name,
    (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attname)
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    array(select distinct format('%I.%I', fn.nspname, f.relname) from pg_constraint k join pg_class f on f.oid = k.confrelid
      join pg_namespace fn on fn.oid = f.relnamespace
      where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${IN_HUB} and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't' order by 1`;

/** The tables of the hub as the catalogue has them: each after those to whose rows its own refer. */
export async function hubTables(owner: Pick<ClientBase, 'query'>): Promise<HubTable[]> {
  const { rows } = await owner.query<HubTable & { needs: string[] }>(TABLES_SQL);
  const ordered: HubTable[] = [];
  const placed = new Set<string>();
  while (ordered.length < rows.length) {
    const next = rows.filter(({ name, needs }) => !placed.has(name) && needs.every((needed) => placed.has(needed)));
    if (next.length === 0) throw new Error('Tables of the hub refer to each other in a circle.');
    for (const { name, columns } of next) {
      placed.add(name);
      ordered.push({ name, columns });
    }
  }
  return ordered;
}

/** The sequences of the hub, each with the number that it gave last. */
export async function hubSequences(owner: Pick<ClientBase, 'query'>): Promise<HubSequence[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ${IN_HUB} and c.relkind = 'S' order by 1`,
  );
  const found: HubSequence[] = [];
  for (const { name } of rows) {
    const state = `select last_value::text as last, is_called as "isCalled" from ${name}`;
    found.push({ name, ...(await owner.query<Omit<HubSequence, 'name'>>(state)).rows[0]! });
  }
  return found;
}

/** Values look the same to every session, so that rows can be compared with those of another server. */
export const SAME_TEXTS = `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local client_encoding = 'UTF8'`;

/** A backup takes as long as it takes. */
export const NO_LIMITS = `select set_config(name, '0', true) from pg_settings
  where name in ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout', 'lock_timeout')`;

const list = (table: HubTable, of = ''): string =>
  table.columns.map(({ name }) => `${of}"${name.replaceAll('"', '""')}"`).join(', ');

export const copyOutOf = (table: HubTable): string => `copy (select ${list(table)} from ${table.name}) to stdout`;
export const copyInto = (table: HubTable): string => `copy ${table.name} (${list(table)}) from stdin`;

/** How many rows a table has, and a digest of them all, whatever their order. */
export async function measured(
  owner: Pick<ClientBase, 'query'>,
  table: HubTable,
): Promise<{ readonly rows: string; readonly digest: string }> {
  const { rows } = await owner.query<{ rows: string; digest: string }>(
    `select count(*)::text as rows, coalesce(sum(('x' || left(md5(row(${list(table, 't.')})::text), 16))::bit(64)::bigint), 0)::text as digest
     from ${table.name} t`,
  );
  return rows[0]!;
}

/** The months for which the access log has a partition. */
export async function logMonths(
  owner: Pick<ClientBase, 'query'>,
): Promise<{ readonly name: string; readonly begins: string; readonly ends: string }[]> {
  const months = `select name, begins, ends from core.access_log_months() order by begins`;
  const { rows } = await owner.query<{ name: string; begins: Date; ends: Date }>(months);
  return rows.map(({ name, begins, ends }) => ({ name, begins: begins.toISOString(), ends: ends.toISOString() }));
}
