import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';

/** How long an idle connection stays open during shutdown, for the request that a client is just sending on it. */
const LINGER_MILLISECONDS = 250;

/** Rounds of the event loop without a new connection after which none is thought to wait. */
const QUIET_ROUNDS = 3;

export interface Drain {
  /** True from the moment that the server is to stop: it serves on, but is not ready any more and tells clients to leave. */
  readonly isDraining: () => boolean;
  /** True from the moment that it accepts no more connections. */
  readonly isClosing: () => boolean;
  /** Goes on accepting, until load balancers have seen that it is not ready. */
  announce(seconds: number): Promise<void>;
  /** Resolves when every connection has ended, with the number of requests that were cut because time was over. */
  close(graceSeconds: number): Promise<number>;
}

/** Counts the requests on every connection of a server, so that it can stop without losing one. */
export function drainOf(server: Server): Drain {
  const inFlight = new Map<Socket, number>();
  let accepted = 0;
  let draining = false;
  let closing = false;
  let lingering = true;

  const endIfIdle = (socket: Socket): void => {
    if (closing && !lingering && inFlight.get(socket) === 0) socket.destroySoon();
  };
  const endIdle = async (): Promise<void> => {
    // After a busy moment requests may lie unread in the sockets; this reads them first.
    await setImmediate();
    lingering = false;
    for (const socket of inFlight.keys()) endIfIdle(socket);
  };
  server.on('connection', (socket) => {
    accepted += 1;
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
    isClosing: () => closing,
    async announce(seconds) {
      draining = true;
      if (seconds > 0) await sleep(seconds * 1_000);
    },
    async close(graceSeconds) {
      draining = closing = true;
      const begin = performance.now();
      let cut = 0;
      await takeInWaiting(() => accepted, graceSeconds);
      // `http.Server.close` ends idle connections at once, and with them a request that is on its way; this does not.
      const ended = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
      const linger = setTimeout(() => void endIdle(), LINGER_MILLISECONDS);
      const grace = setTimeout(
        () => {
          cut = [...inFlight.values()].reduce((sum, count) => sum + count, 0);
          for (const socket of inFlight.keys()) socket.destroy();
        },
        Math.max(LINGER_MILLISECONDS, graceSeconds * 1_000 - (performance.now() - begin)),
      );
      await ended;
      clearTimeout(linger);
      clearTimeout(grace);
      return cut;
    },
  };
}

/**
 * Closing resets the connections that the kernel has accepted and the event loop has not: it takes in one per round.
 * Resolves when some rounds have brought none.
 */
async function takeInWaiting(accepted: () => number, graceSeconds: number): Promise<void> {
  const deadline = performance.now() + (graceSeconds * 1_000) / 2;
  let before = -1;
  for (let quiet = 0; quiet < QUIET_ROUNDS && performance.now() < deadline; quiet += 1) {
    if (accepted() !== before) quiet = 0;
    before = accepted();
    await setImmediate();
  }
}
