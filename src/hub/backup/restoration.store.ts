import type { ClientBase } from 'pg';
import { APP_ROLE } from '../../platform/app-role';
import { IN_HUB } from '../../platform/postgres/code/found-code';

/** A schema without anything in it, whose comment says how far a restoration has come. It goes when the hub may serve again. */
const MARK = 'geleit_restoration';

export interface Restoration {
  /** COPYING: nothing of the backup is there yet. COPIED: all of it is, and not what was decided after it. */
  readonly state: 'COPYING' | 'COPIED';
  /** Of the backup, and when it was taken. */
  readonly backup: string;
  readonly takenAt: string;
}

/** SQL: the comment of the mark; null where no restoration is under way. Also for a role that may use nothing. */
export const RESTORATION_SQL = `select obj_description(n.oid, 'pg_namespace') as said from pg_namespace n where n.nspname = '${MARK}'`;

/** The restoration that has not come to its end, if there is one. */
export async function openRestoration(client: Pick<ClientBase, 'query'>): Promise<Restoration | undefined> {
  const { rows } = await client.query<{ said: string | null }>(RESTORATION_SQL);
  return rows[0]?.said ? (JSON.parse(rows[0].said) as Restoration) : undefined;
}

/** Whether there is nothing in a database that anybody has made, apart from the mark. */
export async function isEmpty(owner: Pick<ClientBase, 'query'>): Promise<boolean> {
  const { rowCount } = await owner.query(
    `select from pg_namespace n where n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public', $1)
     union all select from pg_class c where c.relnamespace = 'public'::regnamespace limit 1`,
    [MARK],
  );
  return rowCount === 0;
}

/** Says that a restoration is under way, so that one that is cut short can be begun anew and no hub starts. */
export async function markRestoration(owner: ClientBase, restoration: Restoration): Promise<void> {
  const said = owner.escapeLiteral(JSON.stringify(restoration));
  await owner.query(`create schema if not exists ${MARK}; comment on schema ${MARK} is ${said}`);
}

/** SQL: the schemas of tables with which the hub's role may do something. */
const SCHEMAS_SQL = `select string_agg(distinct quote_ident(n.nspname), ', ') as schemas
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${IN_HUB} and c.relkind in ('r', 'p')
    and has_any_column_privilege('${APP_ROLE}', c.oid, 'SELECT, INSERT, UPDATE')`;

/** Shuts the hub out of the database, also a process that was running before: it can name no table. */
export async function shutOut(owner: ClientBase): Promise<void> {
  await owner.query(`revoke usage on schema ${await schemas(owner)} from ${APP_ROLE}`);
}

/** Lets the hub in again: the restoration has come to its end. */
export async function letIn(owner: ClientBase): Promise<void> {
  await owner.query(`grant usage on schema ${await schemas(owner)} to ${APP_ROLE}; drop schema ${MARK}`);
}

async function schemas(owner: ClientBase): Promise<string> {
  return (await owner.query<{ schemas: string }>(SCHEMAS_SQL)).rows[0]!.schemas;
}
