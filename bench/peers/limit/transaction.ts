import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import type { Caller } from '../../../src/platform/identity/caller';
import { inOneFlight, prepareFlights } from '../../../src/platform/postgres/one-flight';

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

/** The same pool, settings and kind of transaction as the hub: settings and statement in one flight. */
export function openPool(url: string, poolSize: number): Pool {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    pipeline: true,
    options: '-c jit=off -c plan_cache_mode=force_generic_plan',
  });
  pool.on('error', () => undefined);
  prepareFlights(pool);
  return pool;
}

/** Runs a statement in a transaction of its own; returns the first column of its rows. */
export async function run(
  pool: Pool,
  { caller, purpose, request }: Asking,
  { name, text }: Prepared,
  values: readonly unknown[],
): Promise<string[]> {
  const client = await pool.connect();
  const settings = {
    institution: caller.kind === 'staff' ? caller.institution : null,
    role: caller.role,
    purpose,
    person: caller.kind === 'person' ? caller.personId : null,
    actor: caller.actor,
    request,
  };
  try {
    const rows = await inOneFlight<Record<string, string>>(client, settings, { name, text, values });
    return rows.map((row) => Object.values(row)[0]!);
  } finally {
    client.release();
  }
}
