import { connect, createServer, type Socket } from 'node:net';

/** A way to a database that can go silent, as a network does after a failover or where a NAT has forgotten it. */
export interface SilentNetwork {
  /** The same URL, by this way. */
  through(url: string): string;
  /** From now on nothing arrives on the connections there are, in no direction, and none of them ends. */
  silence(): void;
  /** The same for connections that are made later; or they come through again. */
  silenceNew(silent: boolean): void;
  remove(): Promise<void>;
}

export async function startSilentNetwork(target: string): Promise<SilentNetwork> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let isSilent = false;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket.setNoDelay(true));
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((near) => {
    keep(near);
    if (isSilent) return;
    const far = keep(connect(Number(port), hostname));
    near.pipe(far);
    far.pipe(near);
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as { port: number };
  return {
    through(url) {
      const changed = new URL(url);
      changed.host = `127.0.0.1:${address.port}`;
      return changed.toString();
    },
    silence() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    silenceNew: (silent) => void (isSilent = silent),
    async remove() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
