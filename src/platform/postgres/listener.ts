import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { CONNECTING, endConnection } from './connection';
import { refuseUnsafeRole } from './safe-role';

/** First and longest wait before the next attempt, in milliseconds; it doubles in between. */
const BACKOFF = { first: 100, longest: 5_000 };

/** Under which each process of the hub is known to PostgreSQL once. */
export const LISTENER = 'geleit live';

export interface ListenOptions {
  readonly url: string;
  readonly channel: string;
  /** Runs again and again on the connection that listens; so it is noticed, too, where that broke without a word. */
  readonly beat: { readonly text: string; readonly everyMs: number };
  readonly onPayload: (payload: string | undefined) => void;
  /** The connection listens, for the first time or again. */
  readonly onReady: () => void;
  /** The connection is gone, or could not be made; called for each attempt. */
  readonly onLost: (error: unknown) => void;
}

export interface Listener {
  /** Settles when the first attempt has succeeded or failed. */
  readonly tried: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Listens to a channel on one connection of its own, outside the pool: a pooled one would lose its registration with
 * every transaction of somebody else. Connects again for ever, with a growing wait.
 */
export function listen(options: ListenOptions): Listener {
  const stopping = new AbortController();
  let firstTried = (): void => undefined;
  const tried = new Promise<void>((resolve) => (firstTried = resolve));
  const work = async (): Promise<void> => {
    for (let wait = BACKOFF.first; !stopping.signal.aborted; wait = Math.min(wait * 2, BACKOFF.longest)) {
      const attempt = () => {
        wait = BACKOFF.first;
        options.onReady();
        firstTried();
      };
      await listenOnce(options, stopping.signal, attempt).catch((error: unknown) => {
        if (!stopping.signal.aborted) options.onLost(error);
      });
      firstTried();
      // Replicas that lost the same server do not all come back in the same moment.
      await pause(wait * (0.5 + Math.random()), stopping.signal);
    }
  };
  const worked = work();
  return {
    tried,
    async stop() {
      stopping.abort();
      await worked;
    },
  };
}

/** Listens until the connection breaks, which rejects, or until it is stopped. */
async function listenOnce(
  { url, channel, beat, onPayload }: ListenOptions,
  stopping: AbortSignal,
  onReady: () => void,
): Promise<void> {
  const client = new Client({
    connectionString: url,
    application_name: LISTENER,
    ...CONNECTING,
    query_timeout: 5_000,
  });
  const broken = new AbortController();
  const over = AbortSignal.any([stopping, broken.signal]);
  client.on('error', (error) => broken.abort(error));
  client.on('end', () => broken.abort(new Error('The connection has ended.')));
  client.on('notification', ({ payload }) => onPayload(payload));
  try {
    await client.connect();
    await refuseUnsafeRole(client);
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    if (!stopping.aborted) onReady();
    while (!over.aborted) {
      await client.query(beat.text);
      await pause(beat.everyMs, over);
    }
    broken.signal.throwIfAborted();
  } finally {
    await endConnection(client);
  }
}

/** Waits, for no longer than until the signal, and keeps no process alive. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}
