import { Connection, requestBytes, type Reply } from '../load/connection';
import type { ServerName, Workload, World } from './workload';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token: string;
  readonly body?: unknown;
}

export interface ReadWorkloadOptions extends Pick<Workload, 'name' | 'title' | 'servers'> {
  /** The requests that are sent in turn. */
  readonly requests: (server: ServerName, world: World) => readonly HttpRequest[];
  /** The data of an answer in the form of the hub's. */
  readonly data: (server: ServerName, answer: never) => unknown;
}

/** How many answers are compared between servers. */
const SAMPLES = 25;

/** Fewer bytes than any answer with data has. */
const LEAST_BYTES = 40;

const ERRORS = Buffer.from('"errors"');

/** A workload of independent requests that change nothing but the access log. */
export function readWorkload({ requests, data, ...workload }: ReadWorkloadOptions): Workload {
  return {
    ...workload,
    clients(server, url, world) {
      const all = requests(server, world).map((request) => bytesOf(url, request));
      return (connection) => {
        // Every connection starts somewhere else in the list.
        let at = connection * 997;
        return { next: () => all[at++ % all.length]!, check: problemOf };
      };
    },
    async sample(server, url, world) {
      const connection = new Connection(url);
      const answers: unknown[] = [];
      for (const request of requests(server, world).slice(0, SAMPLES)) {
        const reply = await connection.send(bytesOf(url, request));
        const problem = problemOf(reply);
        if (problem) throw new Error(`${server} answers ${workload.name} with an error: ${problem}`);
        answers.push(data(server, JSON.parse(reply.body.toString()) as never));
      }
      connection.close();
      return answers;
    },
  };
}

export function bytesOf(url: string, { method, path, token, body }: HttpRequest): Buffer {
  const headers = {
    authorization: `Bearer ${token}`,
    'x-purpose': 'CASE_MANAGEMENT',
    accept: 'application/json',
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  return requestBytes(new URL(url).host, method, path, headers, body === undefined ? '' : JSON.stringify(body));
}

/** Errors come first in an answer; looking only there keeps the load generator light. */
export function problemOf({ status, body }: Reply): string | null {
  if (status !== 200) return `status ${status}: ${body.toString('utf8', 0, 300)}`;
  if (body.length < LEAST_BYTES || body.subarray(0, 200).includes(ERRORS)) return body.toString('utf8', 0, 300);
  return null;
}
