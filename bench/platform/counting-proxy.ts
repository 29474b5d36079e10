import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A door to PostgreSQL that reads along which statements pass. */
export interface CountingProxy {
  readonly port: number;
  /** Texts of the statements that were run since the last call, in their order. */
  take(): string[];
  close(): void;
}

/** What every server sends around its statements: it is told apart, because pipelining makes it cheap. */
const CONTROL = /^\s*(begin|start transaction|commit|rollback|select set_config|select .*set_config\()/i;

export const isTransactionControl = (statement: string): boolean => CONTROL.test(statement);

/**
 * Counts at the wire, so that it holds for every server whatever it is made of, and needs no right in the database.
 * Only for counting: a server that is measured speaks to PostgreSQL directly.
 */
export async function startCountingProxy(host: string, port: number): Promise<CountingProxy> {
  let statements: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect({ host, port });
    const read = statementReader((statement) => statements.push(statement));
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => [client, upstream].forEach((end) => end.destroy()));
    }
    client.on('data', (bytes) => {
      read(bytes);
      upstream.write(bytes);
    });
    client.on('close', () => upstream.destroy());
    upstream.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    take() {
      const taken = statements;
      statements = [];
      return taken;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** Reads the messages of a client (PostgreSQL frontend/backend protocol 3): Query, Parse, Bind, Execute. */
function statementReader(onStatement: (text: string) => void): (bytes: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let isStarted = false;
  const texts = new Map<string, string>();
  const portals = new Map<string, string>();
  const read = (type: string, body: Buffer): void => {
    const [first = '', second = ''] = body.toString('utf8').split('\0');
    if (type === 'Q') onStatement(first);
    else if (type === 'P') texts.set(first, second);
    else if (type === 'B') portals.set(first, texts.get(second) ?? '');
    else if (type === 'E') onStatement(portals.get(first) ?? '');
  };
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      // The first message of a connection has no type.
      const start = isStarted ? 1 : 0;
      if (rest.length < start + 4) return;
      const end = start + rest.readUInt32BE(start);
      if (rest.length < end) return;
      if (isStarted) read(String.fromCharCode(rest[0]!), rest.subarray(5, end));
      isStarted = true;
      rest = rest.subarray(end);
    }
  };
}
