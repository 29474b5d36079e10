import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { ListenOptions } from './options';

/** Nobody can reach the hub where it shall be; the message says what to do about it. */
export class ListenError extends Error {}

/** How many ports after the preferred one are tried. */
const TRIES = 100;

/**
 * Listens on the port, or on the next free one if nobody insisted on it, and returns the address for a browser. Port 0
 * takes any free one.
 */
export async function listenOn(app: FastifyInstance, { host, port, portIsFixed }: ListenOptions): Promise<string> {
  // For `localhost` Fastify opens a second server beside the one that `close` drains.
  const address = host === 'localhost' ? '127.0.0.1' : host;
  const last = portIsFixed || port === 0 ? port : Math.min(port + TRIES, 65_535);
  for (let candidate = port; ; candidate += 1) {
    try {
      await app.listen({ host: address, port: candidate });
      break;
    } catch (error) {
      if (candidate < last && isInUse(error)) continue;
      throw explain(error, { host, port, portIsFixed });
    }
  }
  const { port: taken } = app.server.address() as AddressInfo;
  const everywhere = address === '0.0.0.0' || address === '::';
  const name = everywhere || host === 'localhost' ? 'localhost' : address.includes(':') ? `[${address}]` : address;
  return `http://${name}:${taken}`;
}

function explain(error: unknown, { host, port, portIsFixed }: ListenOptions): Error {
  const code = (error as NodeJS.ErrnoException).code;
  const place = `port ${port} of ${host}`;
  if (isInUse(error)) {
    return portIsFixed
      ? new ListenError(
          `Cannot listen on ${place}: another program uses it. Stop that program or set PORT to another one.`,
        )
      : new ListenError(
          `Cannot listen on ${place}: this port and the next ${TRIES} are in use. Set PORT to a free one.`,
        );
  }
  if (code === 'EACCES') return new ListenError(`Cannot listen on ${place}: not allowed. Set PORT to one above 1023.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new ListenError(`Cannot listen on ${place}: this machine has no such address. Set HOST to one that it has.`);
  }
  return error instanceof Error ? error : new ListenError(`Cannot listen on ${place}.`);
}

function isInUse(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
}
