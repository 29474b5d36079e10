import { Connection, type Reply } from './connection';

/** Sends the requests of one connection one after the other; stateful workloads keep what they need in between. */
export interface Client {
  /** Bytes of the next request. */
  readonly next: () => Buffer;
  /** Looks at the reply; returns what is wrong with it, or null. */
  readonly check: (reply: Reply) => string | null;
}

export interface LoadOptions {
  readonly url: string;
  readonly connections: number;
  readonly milliseconds: number;
  readonly client: (connection: number) => Client;
}

export interface LoadResult {
  readonly requests: number;
  readonly errors: number;
  readonly firstError: string | null;
  readonly milliseconds: number;
  /** In milliseconds, sorted. */
  readonly latencies: Float64Array;
}

/** Keeps every connection busy with one request at a time until the time is over. */
export async function runLoad({ url, connections, milliseconds, client }: LoadOptions): Promise<LoadResult> {
  const latencies: number[] = [];
  let errors = 0;
  let firstError: string | null = null;
  const started = performance.now();
  const end = started + milliseconds;

  const work = async (index: number): Promise<void> => {
    const requests = client(index);
    let connection = new Connection(url);
    for (;;) {
      const sent = performance.now();
      if (sent >= end) break;
      let problem: string | null;
      try {
        problem = requests.check(await connection.send(requests.next()));
      } catch (error) {
        problem = String(error);
        connection.close();
        connection = new Connection(url);
      }
      if (problem !== null) {
        errors += 1;
        firstError ??= problem;
      }
      latencies.push(performance.now() - sent);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, (_, index) => work(index)));
  return {
    requests: latencies.length,
    errors,
    firstError,
    milliseconds: performance.now() - started,
    latencies: Float64Array.from(latencies).sort(),
  };
}

/** The value below which a share of the sorted values lies. */
export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
