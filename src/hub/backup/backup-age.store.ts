import type { ClientBase } from 'pg';

/** A backup is a matter of every night: one that is older than this was missed. In hours. */
const AGE = 36;

const AGE_SQL = `select floor(extract(epoch from now() - max(taken_at)) / 86400)::int as days,
  max(taken_at) > now() - make_interval(hours => ${AGE}) as recent from core.backup_taken`;

/** Says that the last backup is too old, or that there is none: null where all is well. */
export async function backupCaution(owner: Pick<ClientBase, 'query'>): Promise<string | null> {
  const { rows } = await owner.query<{ days: number | null; recent: boolean | null }>(AGE_SQL);
  const { days, recent } = rows[0]!;
  if (recent === true) return null;
  const last = days === null ? 'No backup was taken yet' : `The last backup was taken ${DAYS.format(-days, 'day')}`;
  return `${last}. Run "geleit backup <folder>" every day: pg_dump does not see what row level security hides from the owner.`;
}

const DAYS = new Intl.RelativeTimeFormat('en');
