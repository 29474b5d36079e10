import type { ClientBase } from 'pg';

/** How long to wait for a goodbye, in milliseconds. */
const GOODBYE = 1_000;

/**
 * What every connection to PostgreSQL is opened with. A network can go silent without a word (failover, a NAT that forgets):
 * an idle connection then notices after some 15 s, by probes; a new one is not waited for longer than this.
 */
export const CONNECTING = {
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
} as const;

/** Ends a connection, within a second also where nobody answers any more. */
export async function endConnection(client: ClientBase & { end(): Promise<void> }): Promise<void> {
  const late = setTimeout(() => cutConnection(client), GOODBYE);
  await client.end().catch(() => undefined);
  clearTimeout(late);
}

/** Drops a connection without a word; what waits for an answer on it fails. */
export function cutConnection(client: ClientBase): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}

/** A connection on which PostgreSQL itself reported an error is sound, mostly; any other failure makes it unusable. */
export function isSound(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^(57P|08)/.test(code);
}

/** Whether `pg` has given up waiting for the answer to a statement. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}
