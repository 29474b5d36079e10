import type { ClientBase } from 'pg';
import { OwnerError } from './owner-error';

/** Policies that a migration made for the owner of the tables, and that name another role than their owner now. */
const STRAY_SQL = `select c.oid::regclass::text as table, p.polname::text as policy
  from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname not in ('pg_catalog', 'information_schema', 'public') and cardinality(p.polroles) = 1
    and p.polroles[1] not in (0, c.relowner) and pg_get_userbyid(p.polroles[1]) <> $1
  order by 1, 2`;

const FOREIGN_SQL = `select pg_get_userbyid(c.relowner)::text as owner, count(*)::int as tables
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public') and c.relkind in ('r', 'p')
    and c.relpersistence <> 't' and pg_get_userbyid(c.relowner) <> current_user
  group by 1 order by 1`;

interface StrayPolicy {
  readonly table: string;
  readonly policy: string;
}

/**
 * Checks that the connection's role owns the tables, and that what is open to the owner is open to it.
 * @throws OwnerError
 */
export async function refuseUnfitOwner(owner: Pick<ClientBase, 'query'>, appRole: string): Promise<void> {
  await refuseForeignTables(owner);
  const { length } = await strayPolicies(owner, appRole);
  if (length === 0) return;
  throw new OwnerError(
    `${length} policies of the owner of the tables name who owned them before, so the hub's functions see nothing.`,
    'Run "geleit migrate".',
  );
}

/**
 * After tables were handed to another owner (`REASSIGN OWNED`) the policies for the owner still name the one before. Forced row level
 * security then hides everything from the owner, and so from the functions of the hub. Names the owner of now.
 * @throws OwnerError if tables belong to somebody else than this connection's role
 */
export async function adoptOwnerPolicies(owner: ClientBase, appRole: string): Promise<void> {
  await refuseForeignTables(owner);
  for (const { table, policy } of await strayPolicies(owner, appRole)) {
    // regclass has quoted the table where it must be.
    await owner.query(`alter policy ${owner.escapeIdentifier(policy)} on ${table} to current_user`);
  }
}

async function strayPolicies(owner: Pick<ClientBase, 'query'>, appRole: string): Promise<readonly StrayPolicy[]> {
  return (await owner.query<StrayPolicy>(STRAY_SQL, [appRole])).rows;
}

async function refuseForeignTables(owner: Pick<ClientBase, 'query'>): Promise<void> {
  const { rows } = await owner.query<{ owner: string; tables: number }>(FOREIGN_SQL);
  if (rows.length === 0) return;
  throw new OwnerError(
    `The role of DATABASE_URL does not own all tables: ${rows.map((found) => `${found.tables} belong to ${found.owner}`).join(', ')}.`,
    'Connect as their owner, or hand all of them over (REASSIGN OWNED BY ... TO ...).',
  );
}
