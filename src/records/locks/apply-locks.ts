import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Policy } from '../../access/policy/policy';
import { APP_ROLE } from '../../platform/app-role';
import { isUntouched, markOf, type Standing } from '../../platform/postgres/code/standing';
import type { Database } from '../../platform/postgres/database';
import type { RecordDeclaration } from '../declaration';
import type { RecordRegistry } from '../registry';
import { lockStatements } from './row-level-security';

/**
 * The comment on a table's read policy: which lock was put on it, and what PostgreSQL then held. A policy that somebody
 * changes, adds or drops by hand no longer matches; policies that have a fingerprint of their own are left out. Roles go by name: in a cluster into which it was restored they have other numbers.
 */
const comment = (fingerprint: string, state: string) => markOf('lock', fingerprint, state);

/** A table under forced row level security. */
interface FoundLock {
  readonly table: string;
  readonly comment: string | null;
  readonly state: string;
}

/**
 * Puts the locks of the current policy on every record table, where they are not there already. Runs with the owner's
 * connection after the migrations; a table is never without its lock, because each change is one transaction.
 * @returns the tables whose lock changed
 */
export async function applyLocks(owner: ClientBase, policy: Policy, registry: RecordRegistry): Promise<string[]> {
  const changed: string[] = [];
  for (const declaration of await staleLocks(owner, policy, registry)) {
    const { table } = declaration;
    // Whatever opens the table to the hub's role goes, also what somebody added by hand.
    const { rows } = await owner.query<{ policyname: string }>(
      `select policyname from pg_policies where schemaname || '.' || tablename = $1
         and permissive = 'PERMISSIVE' and roles && array['public', '${APP_ROLE}']::name[]`,
      [table],
    );
    const statements = [
      'begin',
      ...rows.map(({ policyname }) => `drop policy ${owner.escapeIdentifier(policyname)} on ${table}`),
      ...lockStatements(declaration, policy, registry),
    ];
    try {
      await owner.query(statements.join(';\n'));
      const found = await owner.query<FoundLock>(`${LOCKS_SQL} and c.oid = $1::regclass`, [table]);
      const applied = comment(fingerprintOf(declaration, policy, registry), found.rows[0]!.state);
      await owner.query(`comment on policy geleit_select on ${table} is '${applied}'`);
      await owner.query('commit');
    } catch (error) {
      await owner.query('rollback');
      throw error;
    }
    changed.push(table);
  }
  return changed;
}

const LOCKS_SQL = `select n.nspname || '.' || c.relname as table, obj_description(p.oid, 'pg_policy') as comment, s.state
  from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
  cross join lateral (select md5(string_agg(concat_ws('|', o.polname, o.polcmd, o.polpermissive,
      array(select case when r = 0 then 'public' else pg_get_userbyid(r) end from unnest(o.polroles) r order by 1),
      pg_get_expr(o.polqual, o.polrelid), pg_get_expr(o.polwithcheck, o.polrelid)), ';' order by o.polname)) as state
    from pg_policy o where o.polrelid = c.oid and coalesce(obj_description(o.oid, 'pg_policy'), '') not like 'geleit code %') s
  where p.polname = 'geleit_select' and c.relrowsecurity and c.relforcerowsecurity`;

/** The record types whose table does not carry, unchanged, the lock that declaration and policy ask for. */
export async function staleLocks(
  client: Pick<ClientBase, 'query'>,
  policy: Policy,
  registry: RecordRegistry,
): Promise<RecordDeclaration[]> {
  const { rows } = await client.query<FoundLock>(LOCKS_SQL);
  return staleAmong(rows, policy, registry);
}

/** The state of the locks through the hub's own connection. */
export async function lockStateOf(database: Database, policy: Policy, registry: RecordRegistry): Promise<Standing> {
  const found = await database.maintain<FoundLock & Record<string, unknown>>(LOCKS_SQL);
  const stale = new Set(staleAmong(found, policy, registry).map(({ table }) => table));
  if (stale.size === 0) return 'SAME';
  const untouched = new Set(found.flatMap((lock) => (isUntouched('lock', lock) ? [lock.table] : [])));
  return [...stale].every((table) => untouched.has(table)) ? 'OTHER' : 'BROKEN';
}

function staleAmong(found: readonly FoundLock[], policy: Policy, registry: RecordRegistry): RecordDeclaration[] {
  const locks = new Map(found.map((lock) => [lock.table, lock]));
  return registry.all.filter((declaration) => {
    const lock = locks.get(declaration.table);
    return lock?.comment !== comment(fingerprintOf(declaration, policy, registry), lock?.state ?? '');
  });
}

function fingerprintOf(declaration: RecordDeclaration, policy: Policy, registry: RecordRegistry): string {
  const statements = lockStatements(declaration, policy, registry).join(';');
  return createHash('sha256').update(statements).digest('hex').slice(0, 32);
}
