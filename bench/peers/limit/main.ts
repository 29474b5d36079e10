import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demonstrationIssuers } from '../../../src/platform/identity/demonstration-issuer';
import { createIdentify } from '../../../src/platform/identity/verifier';
import { startSealer } from '../../../src/access/log/sealer';
import { Database } from '../../../src/platform/postgres/database';
import { announce, ownSettings } from '../../servers/peer';
import { ROUTES } from './routes';
import { askingOf, openPool } from './transaction';

/**
 * The limit: what remains when everything general is left out. `node:http`, the same check of tokens as the hub, one
 * hand-written prepared statement per request under the same locks and with the same log, finished JSON from PostgreSQL.
 */
async function main(): Promise<void> {
  const { appUrl, dataDir, poolSize } = ownSettings();
  const identify = createIdentify(await demonstrationIssuers({ production: false, dataDir }));
  const pool = openPool(appUrl, poolSize);
  const stopSealing = startSealer(new Database({ url: appUrl, poolSize: 1 }), () => undefined);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, route = '', ...path] = request.url!.split('/');
    const handle = ROUTES[route];
    if (!handle) return send(response, 404, '{}');
    const body = request.method === 'POST' ? await bodyOf(request) : '';
    const asking = askingOf(await identify(request.headers.authorization), request.headers['x-purpose'] as string);
    send(response, 200, await handle(pool, asking, path, body));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, JSON.stringify({ error: String(error) })));
  });
  server.listen(0, '127.0.0.1', () =>
    announce(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, async () => {
      server.closeAllConnections();
      await stopSealing();
      await pool.end();
    }),
  );
}

function send(response: ServerResponse, status: number, body: string): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.end(bytes);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

void main();
