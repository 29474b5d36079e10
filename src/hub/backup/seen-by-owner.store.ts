import type { ClientBase } from 'pg';
import { BackupError } from './backup-error';
import { FOR_BACKUPS, IN_HUB } from '../../platform/postgres/code/found-code';

/**
 * SQL: only a connection that was opened as the owner itself, and asks for a backup, sees by this policy. A function that runs
 * with the rights of the owner for somebody else never does: its `session_user` is who called it.
 */
const BACKING_UP = `session_user = current_user and current_setting('geleit.backup', true) = 'on'`;

/** SQL: whether a policy `p` holds the role of this connection. */
const HOLDS_ME = `(0 = any(p.polroles) or exists (select from unnest(p.polroles) r where r <> 0 and pg_has_role(current_user, r, 'USAGE')))`;

/** SQL: a policy `p` that shows its role everything. */
const shows = (
  condition: string,
): string => `exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive
  and p.polcmd in ('r', '*') and ${HOLDS_ME} and ${condition})`;

const TABLES = `from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${IN_HUB} and c.relkind in ('r', 'p') and not c.relispartition`;

/**
 * Forced row level security holds the owner too. Opens every table to a backup, and to nothing else; runs with the owner's
 * connection after the migrations, and finds new tables by itself.
 */
export async function openToBackup(owner: ClientBase): Promise<void> {
  const { rows } = await owner.query<{ table: string }>(
    `select c.oid::regclass::text as table ${TABLES} and not exists (select from pg_policy p
       where p.polrelid = c.oid and p.polname = 'geleit_backup') order by 1`,
  );
  for (const { table } of rows) {
    await owner.query(`create policy geleit_backup on ${table} for select to current_user using (${BACKING_UP});
      comment on policy geleit_backup on ${table} is '${FOR_BACKUPS}'`);
  }
}

/** From here to the end of the transaction the owner sees every row, if `refuseUnlessAllIsSeen` says so. */
export const SEE_EVERYTHING = `select set_config('geleit.backup', 'on', true)`;

/**
 * Refuses a backup of which row level security could hide a row: fewer rows would look like a whole backup.
 * @throws BackupError BACKUP_ROWS_HIDDEN with the tables
 */
export async function refuseUnlessAllIsSeen(owner: Pick<ClientBase, 'query'>): Promise<void> {
  const { rows } = await owner.query<{ table: string }>(
    `select c.oid::regclass::text as table ${TABLES} and row_security_active(c.oid) and (
       not (${shows(`pg_get_expr(p.polqual, p.polrelid) = 'true'`)}
         or (${shows(`p.polname = 'geleit_backup' and pg_get_expr(p.polqual, p.polrelid) ~
           '^\\(\\(SESSION_USER = CURRENT_USER\\) AND \\(current_setting\\(''geleit.backup''::text, true\\) = ''on''::text\\)\\)$'`)}))
       or exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polcmd in ('r', '*') and ${HOLDS_ME}))
     order by 1`,
  );
  if (rows.length === 0) return;
  const tables = rows.map(({ table }) => table).join(', ');
  throw new BackupError('BACKUP_ROWS_HIDDEN', `Row level security hides rows of ${tables} from the backup.`);
}
