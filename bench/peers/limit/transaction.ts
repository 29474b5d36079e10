import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import { Pool } from 'pg';
import type { Caller } from '../../../src/platform/identity/caller';
import { settingsStatement } from '../../../src/platform/postgres/session';

/** A statement that is prepared once per connection and returns one column of JSON text. */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

/** Who asks, as the log and the locks know them. */
export interface Asking {
  readonly caller: Caller;
  readonly purpose: string | null;
  readonly request: string;
}

export const askingOf = (caller: Caller, purpose: string | undefined): Asking => ({
  caller,
  purpose: purpose ?? null,
  request: randomUUID(),
});

/** The first five parameters of every statement: what the log entry says of the caller. */
export const callerValues = ({ caller, purpose, request }: Asking): unknown[] => [
  caller.kind === 'staff' ? caller.institution : null,
  purpose,
  caller.actor,
  caller.role,
  request,
];

/** The same pool, settings and kind of transaction as the hub: begin, settings, statements, commit in one flight. */
export function openPool(url: string, poolSize: number): Pool {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    pipeline: true,
    options: '-c jit=off -c plan_cache_mode=force_generic_plan',
  });
  pool.on('error', () => undefined);
  return pool;
}

/** Runs statements in one transaction without waiting in between; returns the first column of their rows. */
export async function inFlight(
  pool: Pool,
  asking: Asking,
  statements: readonly { readonly statement: Prepared; readonly values: readonly unknown[] }[],
): Promise<string[][]> {
  const { caller, purpose, request } = asking;
  const client = await pool.connect();
  const settings = settingsStatement({
    institution: caller.kind === 'staff' ? caller.institution : null,
    role: caller.role,
    purpose,
    person: caller.kind === 'person' ? caller.personId : null,
    actor: caller.actor,
    request,
  });
  // One system call for all of them.
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
  const replies = await Promise.allSettled([
    client.query('begin'),
    client.query(settings),
    ...statements.map(({ statement, values }) =>
      client.query<[string]>({ ...statement, values: [...values], rowMode: 'array' }),
    ),
    client.query('commit'),
  ]);
  client.release();
  return replies.slice(2, -1).map((reply) => {
    if (reply.status === 'rejected') throw reply.reason;
    return (reply.value.rows as [string][]).map(([text]) => text);
  });
}
