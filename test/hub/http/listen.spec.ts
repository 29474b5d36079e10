import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { stubOptions } from './http-server.fixture';
import type { HubServer } from '../../../src/hub/http/options';
import { createHttpServer } from '../../../src/hub/http/server';

describe('the port', () => {
  const servers: HubServer[] = [];
  const others: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
    for (const other of others.splice(0)) await new Promise((resolve) => other.close(resolve));
  });

  /** A port that somebody else uses. */
  async function busyPort(): Promise<number> {
    const other = createServer();
    others.push(other);
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    return (other.address() as AddressInfo).port;
  }

  async function newServer(): Promise<HubServer> {
    const server = await createHttpServer(stubOptions());
    servers.push(server);
    return server;
  }

  it('moves to the next free one if nobody insisted on it', async () => {
    const port = await busyPort();
    const server = await newServer();
    const { url } = await server.listen({ host: '127.0.0.1', port, portIsFixed: false });
    expect(Number(new URL(url).port)).toBeGreaterThan(port);
    expect((await fetch(new URL('/livez', url))).status).toBe(200);
  });

  it('is an error with a remedy if it is fixed and busy', async () => {
    const port = await busyPort();
    const server = await newServer();
    await expect(server.listen({ host: '127.0.0.1', port, portIsFixed: true })).rejects.toThrow(
      `Cannot listen on port ${port} of 127.0.0.1: another program uses it. Stop that program or set PORT to another one.`,
    );
  });

  it('says so if the machine has no such address', async () => {
    const server = await newServer();
    const listening = server.listen({ host: '192.0.2.1', port: 0, portIsFixed: true });
    await expect(listening).rejects.toThrow('this machine has no such address');
  });

  it('is reached under a name that a browser understands', async () => {
    const urlOn = async (host: string) => (await (await newServer()).listen({ host, port: 0, portIsFixed: true })).url;
    expect(await urlOn('0.0.0.0')).toMatch(/^http:\/\/localhost:\d+$/);
    expect(await urlOn('localhost')).toMatch(/^http:\/\/localhost:\d+$/);
    expect(await urlOn('127.0.0.1')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});
