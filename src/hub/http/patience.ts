import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { sendError } from './answers';

/** A client that needs longer than this to send its request is holding a connection, not sending; in milliseconds. */
const REQUEST_WITHIN = 15_000;

/** The same for a whole request with a file, of a caller who is known. */
const FILE_WITHIN = 120_000;

/** How long a client may take to let go of a connection that was refused, in milliseconds. */
export const LAST_WORD = 1_000;

/** File handles for everything but clients: the database has its pool besides. */
const RESERVE = 100;

/** Connections that a hub has use for, where the system does not say how many files it may open. */
const MOST_CONNECTIONS = 10_000;

/** For Fastify and the server of Node below it, which looks after its limits only every 30 seconds by itself. */
export const PATIENCE = {
  requestTimeout: FILE_WITHIN,
  http: { headersTimeout: REQUEST_WITHIN, connectionsCheckingInterval: 1_000 },
} as const;

/** Takes no more connections than the hub has file handles for: with none left it could reach neither database nor issuers. */
export function limitConnections(server: Server, poolSize: number): void {
  server.maxConnections = Math.max(RESERVE, openFiles() - poolSize - RESERVE);
}

/** Cuts a request whose body does not come in time; one with a file has longer, once it is known who sends it. */
export function cutSlowBodies(app: FastifyInstance, isFile: (path: string) => boolean): void {
  app.addHook('preParsing', (request, reply, _payload, done) => {
    if (!isFile(request.routeOptions.url ?? '')) {
      const late = setTimeout(() => {
        const message = 'The request did not arrive in time.';
        void sendError(request, reply.header('connection', 'close'), { code: 'BAD_REQUEST', message, status: 408 });
        setTimeout(() => request.raw.socket.destroy(), LAST_WORD).unref();
      }, REQUEST_WITHIN).unref();
      const arrived = (): void => clearTimeout(late);
      request.raw.once('end', arrived).once('close', arrived);
    }
    done();
  });
}

/** Says the last word on a connection, and ends it also where the other side does not. */
export function endWith(socket: Socket, text: string): void {
  socket.end(text);
  setTimeout(() => socket.destroy(), LAST_WORD).unref();
}

/** How many files this process may open (Linux, `proc(5)`). */
function openFiles(): number {
  try {
    const [, found] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return Math.min(Number(found ?? MOST_CONNECTIONS), MOST_CONNECTIONS);
  } catch {
    return MOST_CONNECTIONS;
  }
}
