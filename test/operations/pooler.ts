import { createServer, type Socket } from 'node:net';
import { Client } from 'pg';

/** What the server connection of `pg` has besides its published type. */
interface Raw {
  readonly connection: { readonly stream: Socket };
}

/** One connection to PostgreSQL, which works for one client at a time. */
interface ServerSession {
  readonly client: Client;
  readonly stream: Socket;
  user: ClientOfPooler | undefined;
  /** Answers that are due before the session is ready for somebody else. */
  due: number;
  unread: Buffer;
}

interface ClientOfPooler {
  readonly socket: Socket;
  session: ServerSession | undefined;
  waiting: Buffer[];
}

/** A pooler between the hub and PostgreSQL, as PgBouncer is one. */
export interface Pooler {
  /** The same URL, by the pooler. */
  readonly url: string;
  /** From now on a client keeps the session that it is given, or gives it back after each transaction. */
  poolBy(mode: PoolMode): void;
  remove(): Promise<void>;
}

export type PoolMode = 'session' | 'transaction';

/** Which free session is given out next: that used last, or the one that has waited for longest (`server_round_robin`). */
export type Turn = 'last used' | 'round robin';

const AUTHENTICATED = Buffer.from('R\0\0\0\x08\0\0\0\0', 'latin1');
const READY = Buffer.from('Z\0\0\0\x05I', 'latin1');
const NO_TLS = Buffer.from('N');
const QUERY = 'Q'.charCodeAt(0);
const SYNC = 'S'.charCodeAt(0);
const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const TERMINATE = 'X'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);

/**
 * Multiplexes the transactions of any number of clients over a few sessions of PostgreSQL. It takes every client in, ignores
 * what they ask of their session at the start, and names to each a process of its own.
 */
export async function startPooler(
  target: string,
  {
    mode: first = 'transaction',
    sessions: count = 2,
    turn = 'last used',
  }: {
    readonly mode?: PoolMode;
    readonly sessions?: number;
    readonly turn?: Turn;
  } = {},
): Promise<Pooler> {
  let mode = first;
  let processes = 1_000_000;
  const sessions = await Promise.all(Array.from({ length: count }, () => open(target)));
  const free = [...sessions];
  const queue: ClientOfPooler[] = [];
  const sockets = new Set<Socket>();

  const serve = (): void => {
    while (free.length > 0 && queue.length > 0) {
      const client = queue.shift()!;
      const session = turn === 'round robin' ? free.shift()! : free.pop()!;
      session.user = client;
      client.session = session;
      const waiting = client.waiting.splice(0);
      for (const message of waiting) send(session, message);
    }
  };
  const send = (session: ServerSession, message: Buffer): void => {
    if ([QUERY, SYNC].includes(message[0]!)) session.due += 1;
    session.stream.write(message);
  };
  const giveBack = (session: ServerSession): void => {
    if (session.user) session.user.session = undefined;
    session.user = undefined;
    free.push(session);
    serve();
  };
  for (const session of sessions) {
    session.stream.on('data', (chunk: Buffer) => {
      const { user } = session;
      user?.socket.write(chunk);
      const [messages, rest] = split(Buffer.concat([session.unread, chunk]));
      session.unread = rest;
      for (const message of messages) {
        if (message[0] !== READY_FOR_QUERY) continue;
        session.due -= 1;
        if (session.due === 0 && message[5] === IDLE && (mode === 'transaction' || user?.socket.destroyed))
          giveBack(session);
      }
    });
  }

  const server = createServer((socket) => {
    const client: ClientOfPooler = { socket: socket.setNoDelay(true), session: undefined, waiting: [] };
    let unread = Buffer.alloc(0);
    let isStarted = false;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      sockets.delete(socket);
      if (queue.includes(client)) queue.splice(queue.indexOf(client), 1);
      const { session } = client;
      if (!session) return;
      // As PgBouncer between two clients of a session; what it answers is nobody's.
      session.stream.write(message('Q', 'rollback\0'));
      session.due += 1;
    });
    socket.on('data', (chunk: Buffer) => {
      unread = Buffer.concat([unread, chunk]);
      while (!isStarted && unread.length >= 8) {
        const [length, code] = [unread.readInt32BE(0), unread.readInt32BE(4)];
        if (unread.length < length) return;
        unread = unread.subarray(length);
        if (code === 80_877_103) socket.write(NO_TLS);
        else {
          isStarted = true;
          processes += 1;
          const key = Buffer.alloc(8);
          key.writeInt32BE(processes);
          socket.write(Buffer.concat([AUTHENTICATED, message('K', key), READY]));
        }
      }
      if (!isStarted) return;
      const [messages, rest] = split(unread);
      unread = rest;
      for (const each of messages) {
        if (each[0] === TERMINATE) socket.end();
        else if (client.session) send(client.session, each);
        else {
          client.waiting.push(each);
          if (!queue.includes(client)) queue.push(client);
          serve();
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as { port: number }).port}`;
  return {
    url: url.toString(),
    poolBy: (changed) => {
      mode = changed;
      for (const session of sessions) if (session.user && session.due === 0) giveBack(session);
    },
    async remove() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      for (const { stream } of sessions) stream.destroy();
    },
  };
}

/** Logs in with `pg`, and takes the connection over from it. */
async function open(target: string): Promise<ServerSession> {
  const client = new Client({ connectionString: target });
  client.on('error', () => undefined);
  await client.connect();
  const { stream } = (client as unknown as Raw).connection;
  stream.removeAllListeners('data');
  return { client, stream, user: undefined, due: 0, unread: Buffer.alloc(0) };
}

/** The whole messages of a stream of PostgreSQL's protocol, and what is left. */
function split(bytes: Buffer): [Buffer[], Buffer<ArrayBuffer>] {
  const messages: Buffer[] = [];
  let at = 0;
  while (bytes.length - at >= 5) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    if (end > bytes.length) break;
    messages.push(bytes.subarray(at, end));
    at = end;
  }
  return [messages, Buffer.from(bytes.subarray(at))];
}

function message(kind: string, body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  const head = Buffer.alloc(5);
  head.write(kind, 'latin1');
  head.writeInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
}
