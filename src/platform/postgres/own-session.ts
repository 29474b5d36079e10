import { randomUUID } from 'node:crypto';
import { Client, type ClientBase } from 'pg';
import { CONNECTING, endConnection } from './connection';
import { SecondLockError } from './safe-role';

/** How often in a row a session is asked whether it is still the same: poolers that take turns hand out another one each time. */
const ASKED = 3;

/** How long the second connection is waited for, in milliseconds; a pooler lets wait whom it has no session for. */
const ANSWER_WITHIN = 3_000;

/** Where the probe leaves its mark: no role may read anything by it. */
const MARK = 'geleit.session';

/** The process that works for a connection now. */
export async function backendOf(client: Pick<ClientBase, 'query'>): Promise<number> {
  return (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
}

/** Whether something between the hub and PostgreSQL has named a process of its own in place of PostgreSQL's. */
export function isPooled(client: ClientBase, backend: number): boolean {
  const { processID: announced } = client as ClientBase & { readonly processID?: number | null };
  return typeof announced === 'number' && announced !== backend;
}

/**
 * Checks that what a connection sets for its session is there in its next transaction, and in that of nobody else. A pooler that hands
 * out another session for each transaction loses prepared statements, advisory locks and what was set, so that neither the check of the
 * role nor the wait for the disk holds.
 * @param url by which another connection is opened, which holds a session of the pooler meanwhile
 * @throws SecondLockError DATABASE_SESSION_SHARED
 */
export async function refuseSharedSession(client: ClientBase, url: string): Promise<void> {
  const backend = await backendOf(client);
  if (!isPooled(client, backend)) return;
  const mark = randomUUID();
  await client.query(`select set_config('${MARK}', $1, false)`, [mark]);
  for (let asked = 0; asked < ASKED; asked += 1) refuseUnless((await markOn(client)) === mark);
  const other = new Client({ connectionString: url, ...CONNECTING, query_timeout: ANSWER_WITHIN });
  other.on('error', () => undefined);
  try {
    await other.connect();
    await other.query('begin');
    refuseUnless((await markOn(other)) !== mark);
    refuseUnless((await markOn(client)) === mark);
    refuseUnless((await backendOf(client)) === backend);
  } finally {
    await endConnection(other);
    await client.query(`select set_config('${MARK}', '', false)`).catch(() => undefined);
  }
}

async function markOn(client: Pick<ClientBase, 'query'>): Promise<string | null> {
  const { rows } = await client.query<{ mark: string | null }>(`select current_setting('${MARK}', true) as mark`);
  return rows[0]!.mark;
}

function refuseUnless(isOwn: boolean): void {
  if (!isOwn) throw sharedSession();
}

export const sharedSession = (): SecondLockError =>
  new SecondLockError(
    'DATABASE_SESSION_SHARED',
    'A pooler between the hub and PostgreSQL shares sessions between transactions, so that nothing holds that the hub sets for its own.',
  );
