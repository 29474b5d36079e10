import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often the balancer looks whether a replica is ready, in milliseconds. */
const LOOKS_EVERY = 250;

/** A load balancer for connections: a new one goes to a replica that was ready at the last look. It repeats nothing. */
export interface Balancer {
  readonly url: string;
  add(replica: string): Promise<void>;
  /** Connections that it could not hand on. */
  refused(): number;
  remove(): Promise<void>;
}

export async function startBalancer(): Promise<Balancer> {
  const ready = new Map<string, boolean>();
  const sockets = new Set<Socket>();
  let refused = 0;
  let turn = 0;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket.setNoDelay(true));
    return socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
  };
  const look = async (replica: string): Promise<void> => {
    const status = await fetch(new URL('/readyz', replica)).then(
      (answer) => answer.status,
      () => 0,
    );
    ready.set(replica, status === 200);
  };
  const server = createServer((near) => {
    keep(near);
    const replicas = [...ready].flatMap(([replica, isReady]) => (isReady ? [replica] : []));
    const replica = replicas[(turn += 1) % replicas.length];
    if (replica === undefined) {
      refused += 1;
      return void near.destroy();
    }
    const { port, hostname } = new URL(replica);
    const far = keep(connect({ port: Number(port), host: hostname, allowHalfOpen: false }));
    far.once('error', () => (refused += 1));
    near.pipe(far);
    far.pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroySoon());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stopped = new AbortController();
  const looking = (async () => {
    while (!stopped.signal.aborted) {
      await Promise.all([...ready.keys()].map(look));
      await sleep(LOOKS_EVERY, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  })();
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    add: look,
    refused: () => refused,
    async remove() {
      stopped.abort();
      await looking;
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
