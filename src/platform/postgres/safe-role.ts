import type { ClientBase } from 'pg';
import { SESSION_SETTINGS } from './session';

/** How the second lock, row level security, can be missing or be checked in vain, and what the operator does about it. The codes are stable. */
const REMEDIES = {
  DATABASE_ROLE_UNSAFE:
    'Connect as a role that has none of this: leave APP_DATABASE_URL out and run "geleit migrate", or take it from the role ' +
    '(ALTER ROLE ... NOSUPERUSER NOBYPASSRLS, REVOKE ... FROM ..., REASSIGN OWNED BY ... TO ...).',
  DATABASE_TABLES_OPEN:
    'Put it back as the owner (ALTER TABLE ... ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; REVOKE ... FROM ...), ' +
    'and find out who took it off.',
  DATABASE_SESSION_SHARED:
    'Connect to PostgreSQL itself, or let the pooler pool by session (PgBouncer: pool_mode = session).',
} as const;

/** The second lock would not hold the hub. The message is for the operator: roles, rights and tables, no value. */
export class SecondLockError extends Error {
  constructor(
    readonly code: keyof typeof REMEDIES,
    problem: string,
  ) {
    super(`${problem} ${REMEDIES[code]} (${code})`);
    this.name = 'SecondLockError';
  }

  /** What whoever reaches the port may read: roles and tables are told to the operator. */
  get told(): string {
    return this.code === 'DATABASE_SESSION_SHARED' ? this.message : `${this.code}: run "geleit doctor".`;
  }
}

/** One role, or the connection itself, and what of it opens the second lock. */
interface FoundPowers {
  readonly role: string;
  readonly powers: readonly string[];
}

/** Settings by which functions of the owner are opened for a moment; set from the start, they would stay open. */
const OPENING_SETTINGS = ['moving', 'matching', 'marked', 'marked_person', 'backup'];

/**
 * By attributes, by membership (also of a role that it could only `SET ROLE` to), and by what it owns: an owner takes locks
 * off. Temporary tables are everybody's own.
 */
const powersOf = (roles: string): string => `select r.rolname::text as role, array_remove(array[
    case when r.rolsuper then 'SUPERUSER' end, case when r.rolbypassrls then 'BYPASSRLS' end,
    case when r.rolcreaterole then 'CREATEROLE' end, case when r.rolreplication then 'REPLICATION' end,
    case when exists (select from pg_auth_members m where m.member = r.oid) then 'membership of another role' end,
    case when exists (select from pg_class c where c.relowner = r.oid and c.relpersistence <> 't') then 'tables of its own' end,
    case when exists (select from pg_proc p where p.proowner = r.oid) then 'functions of its own' end,
    case when exists (select from pg_namespace n where n.nspowner = r.oid) then 'schemas of its own' end,
    case when exists (select from pg_database d where d.datdba = r.oid) then 'a database of its own' end,
    case when has_parameter_privilege(r.oid, 'session_replication_role', 'SET') then 'the right to switch triggers off' end
  ], null) as powers
  from pg_roles r where r.rolname = any(${roles})`;

const CONNECTION_SQL = `${powersOf('array[session_user, current_user]')}
  union all
  select 'connection', array_remove(array[
    case when current_setting('row_security') <> 'on' then 'the setting row_security = off' end,
    case when current_setting('session_replication_role') <> 'origin' then 'the setting session_replication_role' end
  ], null) || array(select 'the setting geleit.' || name from unnest('{${[...SESSION_SETTINGS, ...OPENING_SETTINGS].join(',')}}'::text[]) name
    where coalesce(current_setting('geleit.' || name, true), '') <> '')`;

/**
 * Tables that the hub's role reaches although their row level security is missing or does not bind their owner's functions,
 * and rights that row level security does not ask about: TRUNCATE, references (which tell what exists), triggers.
 */
const OPEN_TABLES_SQL = `select c.oid::regclass::text as table
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public') and c.relpersistence <> 't'
    and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and case when c.relkind in ('r', 'p') then
        not (c.relrowsecurity and c.relforcerowsecurity) and (has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE')
          or has_table_privilege(c.oid, 'DELETE'))
        or has_any_column_privilege(c.oid, 'REFERENCES') or has_table_privilege(c.oid, 'TRUNCATE, TRIGGER')
      else has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE')
        and not coalesce(array_to_string(c.reloptions, ',') like '%security_invoker=true%', false) end
  order by 1`;

/**
 * Checks a connection on which the hub is to work, before anything runs on it.
 * @throws SecondLockError DATABASE_ROLE_UNSAFE, if its role or how it was opened takes the second lock off
 */
export async function refuseUnsafeRole(client: Pick<ClientBase, 'query'>): Promise<void> {
  refuse((await client.query<FoundPowers>(CONNECTION_SQL)).rows);
}

/** The same for a role by its name, through the connection of somebody else; false if there is no such role. */
export async function refuseUnsafeRoleNamed(client: Pick<ClientBase, 'query'>, role: string): Promise<boolean> {
  const { rows } = await client.query<FoundPowers>(powersOf('array[$1::name]'), [role]);
  refuse(rows);
  return rows.length > 0;
}

/**
 * Checks the tables that the connection reaches.
 * @throws SecondLockError DATABASE_TABLES_OPEN, with the tables that it reaches past row level security
 */
export async function refuseOpenTables(client: Pick<ClientBase, 'query'>): Promise<void> {
  const tables = (await client.query<{ table: string }>(OPEN_TABLES_SQL)).rows.map(({ table }) => table);
  if (tables.length === 0) return;
  const problem = `The hub's role could pass row level security, which does not hold ${tables.join(', ')}.`;
  throw new SecondLockError('DATABASE_TABLES_OPEN', problem);
}

function refuse(found: readonly FoundPowers[]): void {
  const problems = found
    .filter(({ powers }) => powers.length > 0)
    .map(({ role, powers }) => `${role} has ${powers.join(', ')}`);
  if (problems.length === 0) return;
  const problem = `The hub's connection to the database could pass row level security: ${problems.join('; ')}.`;
  throw new SecondLockError('DATABASE_ROLE_UNSAFE', problem);
}
