import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Policy } from '../../access/policy/policy';
import type { RecordDeclaration } from '../declaration';
import type { RecordRegistry } from '../registry';
import { lockStatements } from './row-level-security';

/** The comment on a table's read policy that tells which lock is on it. */
const comment = (fingerprint: string) => `geleit lock ${fingerprint}`;

/**
 * Puts the locks of the current policy on every record table, where they are not there already. Runs with the owner's
 * connection after the migrations; a table is never without its lock, because each change is one transaction.
 * @returns the tables whose lock changed
 */
export async function applyLocks(owner: ClientBase, policy: Policy, registry: RecordRegistry): Promise<string[]> {
  const changed: string[] = [];
  for (const declaration of await staleLocks(owner, policy, registry)) {
    const { table } = declaration;
    const { rows } = await owner.query<{ policyname: string }>(
      `select policyname from pg_policies where schemaname || '.' || tablename = $1 and policyname like 'geleit\\_%'`,
      [table],
    );
    const statements = [
      'begin',
      ...rows.map(({ policyname }) => `drop policy ${policyname} on ${table}`),
      ...lockStatements(declaration, policy, registry),
      `comment on policy geleit_select on ${table} is '${comment(fingerprintOf(declaration, policy, registry))}'`,
      'commit',
    ];
    await owner.query(statements.join(';\n')).catch(async (error: unknown) => {
      await owner.query('rollback');
      throw error;
    });
    changed.push(table);
  }
  return changed;
}

/** SQL that lists the tables under forced row level security with the comment that names their lock. */
export const LOCKS_SQL = `select n.nspname || '.' || c.relname as table, obj_description(p.oid, 'pg_policy') as comment
  from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
  where p.polname = 'geleit_select' and c.relrowsecurity and c.relforcerowsecurity`;

/** For each record table the comment that its lock must carry. */
export function lockFingerprints(policy: Policy, registry: RecordRegistry): Map<string, string> {
  return new Map(
    registry.all.map((declaration) => [declaration.table, comment(fingerprintOf(declaration, policy, registry))]),
  );
}

/** The record types whose table does not carry the lock that declaration and policy ask for. */
export async function staleLocks(
  client: ClientBase,
  policy: Policy,
  registry: RecordRegistry,
): Promise<RecordDeclaration[]> {
  const { rows } = await client.query<{ table: string; comment: string | null }>(LOCKS_SQL);
  const locks = new Map(rows.map((row) => [row.table, row.comment]));
  const expected = lockFingerprints(policy, registry);
  return registry.all.filter(({ table }) => locks.get(table) !== expected.get(table));
}

function fingerprintOf(declaration: RecordDeclaration, policy: Policy, registry: RecordRegistry): string {
  const statements = lockStatements(declaration, policy, registry).join(';');
  return createHash('sha256').update(statements).digest('hex').slice(0, 32);
}
