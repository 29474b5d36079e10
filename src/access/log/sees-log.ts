import type { ClientBase } from 'pg';
import { OwnerError } from '../../platform/postgres/owner-error';

/** A table of the log of which row level security may hide rows from this connection: an empty answer from it proves nothing. */
const HIDDEN_SQL = `select t.name as table from unnest(array['core.access_entry', 'core.access_seal']) as t(name)
  where row_security_active(t.name) and (
    not exists (select from pg_policy p where p.polrelid = t.name::regclass and p.polpermissive and p.polcmd in ('r', '*')
      and pg_get_expr(p.polqual, p.polrelid) = 'true' and (p.polroles = '{0}' or exists (
        select from unnest(p.polroles) r where r <> 0 and pg_has_role(current_user, r, 'USAGE'))))
    or exists (select from pg_policy p where p.polrelid = t.name::regclass and not p.polpermissive and p.polcmd in ('r', '*')
      and (0 = any(p.polroles) or exists (
        select from unnest(p.polroles) r where r <> 0 and pg_has_role(current_user, r, 'USAGE')))))`;

/**
 * Refuses to look through a connection that may not see all of the access log: whoever sees nothing would find nothing wrong.
 * @throws OwnerError with the tables
 */
export async function refuseUnlessLogIsSeen(owner: Pick<ClientBase, 'query'>): Promise<void> {
  const { rows } = await owner.query<{ table: string }>(HIDDEN_SQL);
  if (rows.length === 0) return;
  throw new OwnerError(
    `Row level security hides ${rows.map(({ table }) => table).join(' and ')} from the role of DATABASE_URL, so nothing can be said of the access log.`,
    'Connect as the owner of the tables and run "geleit migrate", which opens the log to its owner.',
  );
}

/**
 * Whether a head that was kept outside is a link of the chain. If it is not, the chain was made anew, or the database restored from
 * before that head. Says nothing without `verifyLog`, which proves the links.
 * @param head SHA-256 (hex)
 */
export async function hasHead(owner: Pick<ClientBase, 'query'>, head: string): Promise<boolean> {
  const { rows } = await owner.query(`select from core.access_seal where hash = decode($1, 'hex')`, [head]);
  return rows.length > 0;
}
