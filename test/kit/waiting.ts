import type { Client } from 'pg';

/** Waits until somebody waits for what this connection, in a transaction, holds. */
export async function waitedFor(client: Client): Promise<void> {
  for (const until = Date.now() + 10_000; Date.now() < until;) {
    const { rows } = await client.query<{ waiting: boolean }>(
      `select exists (select from pg_locks l where not l.granted and pg_backend_pid() = any(pg_blocking_pids(l.pid))) as waiting`,
    );
    if (rows[0]!.waiting) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Nobody waits.');
}
