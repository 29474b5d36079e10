import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/** How long an idle connection stays open during shutdown, for the request that a client is just sending on it. */
const LINGER_MILLISECONDS = 250;

export interface Drain {
  /** True from the moment that the server stops accepting connections. */
  isDraining(): boolean;
  /** Resolves when every connection has ended, with the number of requests that were cut because time was over. */
  drain(graceSeconds: number): Promise<number>;
}

/** Counts the requests on every connection of a server, so that it can stop without losing one. */
export function drainOf(server: Server): Drain {
  const inFlight = new Map<Socket, number>();
  let draining = false;
  let lingering = true;

  const endIfIdle = (socket: Socket): void => {
    if (draining && !lingering && inFlight.get(socket) === 0) socket.destroySoon();
  };
  server.on('connection', (socket) => {
    inFlight.set(socket, 0);
    socket.once('close', () => inFlight.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    inFlight.set(socket, (inFlight.get(socket) ?? 0) + 1);
    response.once('close', () => {
      if (inFlight.has(socket)) inFlight.set(socket, (inFlight.get(socket) ?? 1) - 1);
      endIfIdle(socket);
    });
  });

  return {
    isDraining: () => draining,
    async drain(graceSeconds) {
      draining = true;
      let cut = 0;
      // `http.Server.close` ends idle connections at once, and with them a request that is on its way; this does not.
      const ended = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
      const linger = setTimeout(() => {
        lingering = false;
        for (const socket of inFlight.keys()) endIfIdle(socket);
      }, LINGER_MILLISECONDS);
      const grace = setTimeout(
        () => {
          cut = [...inFlight.values()].reduce((sum, count) => sum + count, 0);
          for (const socket of inFlight.keys()) socket.destroy();
        },
        Math.max(LINGER_MILLISECONDS, graceSeconds * 1_000),
      );
      await ended;
      clearTimeout(linger);
      clearTimeout(grace);
      return cut;
    },
  };
}
