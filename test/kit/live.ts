import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Purpose } from '../../src/access/vocabulary';

/** What one subscription has received, and how it ended. */
export interface Subscriber<Data = Record<string, unknown>> {
  /** The next event that has not been taken yet; rejects if the subscription ends before. */
  next(): Promise<Data>;
  /** Events that have arrived and were not taken. */
  readonly waiting: readonly Data[];
  /** How it ended: the code of the error, or of the closing of the WebSocket. */
  readonly ended: Promise<string>;
  stop(): void;
}

export interface Subscribing {
  readonly url: string;
  readonly token: string;
  readonly purpose?: Purpose;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

/** The ways on which subscriptions come, with the clients that front ends use for them. */
export const LIVE_WAYS = { 'server-sent events': overSse, 'a WebSocket': overWebSocket } as const;

export function overSse<Data = Record<string, unknown>>(subscribing: Subscribing): Subscriber<Data> {
  const client = createSseClient({
    url: new URL('/graphql/stream', subscribing.url).toString(),
    retryAttempts: 0,
    headers: headersOf(subscribing),
  });
  return collect<Data>((sink) => {
    const { query, variables } = subscribing;
    const stop = client.subscribe({ query, variables }, { ...sink, error: (error) => sink.error(codeOf(error)) });
    return () => (stop(), client.dispose());
  });
}

export function overWebSocket<Data = Record<string, unknown>>(subscribing: Subscribing): Subscriber<Data> {
  const url = new URL('/graphql/stream', subscribing.url);
  url.protocol = 'ws:';
  const client = createWsClient({
    url: url.toString(),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: headersOf(subscribing),
    onNonLazyError: () => undefined,
  });
  return collect<Data>((sink) => {
    const { query, variables } = subscribing;
    const stop = client.subscribe({ query, variables }, { ...sink, error: (error) => sink.error(codeOf(error)) });
    return () => (stop(), void client.dispose());
  });
}

function headersOf({ token, purpose }: Subscribing): Record<string, string> {
  return { authorization: `Bearer ${token}`, ...(purpose && { 'x-purpose': purpose }) };
}

interface Sink {
  next(result: unknown): void;
  error(code: string): void;
  complete(): void;
}

function collect<Data>(start: (sink: Sink) => () => void): Subscriber<Data> {
  const waiting: Data[] = [];
  const takers: { resolve(data: Data): void; reject(error: Error): void }[] = [];
  let end!: (code: string) => void;
  const ended = new Promise<string>((resolve) => (end = resolve));
  const over = (code: string): void => {
    end(code);
    for (const taker of takers.splice(0)) taker.reject(new Error(`The subscription ended: ${code}.`));
  };
  const stop = start({
    next(result) {
      const { data, errors } = result as { data?: Data; errors?: readonly unknown[] };
      if (errors) return over(codeOf(errors));
      const taker = takers.shift();
      if (taker) taker.resolve(data!);
      else waiting.push(data!);
    },
    error: over,
    complete: () => over('COMPLETE'),
  });
  return {
    waiting,
    ended,
    stop,
    next: () =>
      waiting.length > 0
        ? Promise.resolve(waiting.shift()!)
        : new Promise((resolve, reject) => void takers.push({ resolve, reject })),
  };
}

/** What a client learns of an end: errors of the catalogue, a close event, or an HTTP answer. */
function codeOf(error: unknown): string {
  if (Array.isArray(error)) return String((error[0] as { extensions?: { code?: string } }).extensions?.code);
  const { reason, response } = error as { reason?: string; response?: { status: number } };
  return reason ?? (response ? String(response.status) : String(error));
}

/** Waits until a hub has as many subscribers as are asked for; they come and go a moment after the client says so. */
export async function untilSubscribers(
  hub: { subscribers(): number },
  areEnough: (count: number) => boolean,
): Promise<void> {
  while (!areEnough(hub.subscribers())) await new Promise((resolve) => setTimeout(resolve, 5));
}
