import type { ClientBase } from 'pg';

/** Pinned for the session, also where it is `on` already: what the session has set itself, no reload of the server changes. */
const PIN_SQL = `select set_config('synchronous_commit',
  case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, false)`;

/**
 * Makes a session report a commit only once it is on disk. What was answered is on record then, and what was acknowledged
 * is kept, whatever server, database or role say: with `off` a crash loses the commits of the last moments (PostgreSQL,
 * "Asynchronous Commit"). A setting that waits for replicas too stays as the operator chose it.
 */
export async function flushCommits(client: Pick<ClientBase, 'query'>): Promise<void> {
  await client.query(PIN_SQL);
}
