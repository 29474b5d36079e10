import { connect, type Socket } from 'node:net';

export interface Reply {
  readonly status: number;
  readonly body: Buffer;
}

const HEADER_END = Buffer.from('\r\n\r\n');

/** Bytes of a request, made before the clock runs. */
export function requestBytes(
  host: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Buffer {
  const all = { host, ...headers, ...(body && { 'content-length': String(Buffer.byteLength(body)) }) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

/**
 * One kept-alive HTTP connection with one request at a time. It does as little as possible, so that the load generator,
 * which shares the processors with what it measures, weighs little.
 */
export class Connection {
  private readonly socket: Socket;
  private received: Buffer[] = [];
  private length = 0;
  /** Bytes of the whole reply, once its head has arrived; -1 where it comes in chunks. */
  private expected: number | undefined;
  private head = '';
  private bodyStart = 0;
  private waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | undefined;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.socket.on('data', (chunk) => this.take(chunk));
    this.socket.on('error', (error) => this.fail(error));
    this.socket.on('close', () => this.fail(new Error('The server closed the connection.')));
  }

  send(request: Buffer): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received.push(chunk);
    this.length += chunk.length;
    if (this.expected === undefined && !this.readHead()) return;
    if (this.expected! >= 0 && this.length < this.expected!) return;
    const all = this.received.length === 1 ? this.received[0]! : Buffer.concat(this.received);
    const rest = all.subarray(this.bodyStart);
    const body = this.expected! >= 0 ? rest : joinChunks(rest);
    if (!body) return;
    const { waiting } = this;
    const status = Number(this.head.slice(9, 12));
    this.received = [];
    this.length = 0;
    this.expected = undefined;
    this.waiting = undefined;
    waiting?.resolve({ status, body });
  }

  private readHead(): boolean {
    const all = Buffer.concat(this.received);
    this.received = [all];
    const end = all.indexOf(HEADER_END);
    if (end < 0) return false;
    this.head = all.toString('latin1', 0, end);
    this.bodyStart = end + 4;
    const length = /\r\ncontent-length: (\d+)/i.exec(this.head);
    this.expected = length ? this.bodyStart + Number(length[1]) : -1;
    return true;
  }

  private fail(error: Error): void {
    this.waiting?.reject(error);
    this.waiting = undefined;
  }
}

/** The body of a chunked reply, or undefined while the last chunk is missing (RFC 9112, section 7.1). */
function joinChunks(bytes: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const start = lineEnd + 2;
    if (bytes.length < start + size + 2) return undefined;
    if (size === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(start, start + size));
    at = start + size + 2;
  }
}
