import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { GeleitError } from '../../../src/platform/errors';
import { run, type Running } from './http-server.fixture';

const POST = 'POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n';

describe('a client that holds its connection', () => {
  let hub: Running;
  beforeAll(async () => {
    hub = await run();
  });
  afterAll(() => hub.server.close());

  const dial = async (): Promise<Socket> => {
    const { hostname, port } = new URL(hub.url);
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };

  it.each<[string, string, string | null]>([
    ['sends nothing', '', null],
    ['sends its headers one by one', POST, 'x'],
    ['sends its body byte by byte', `${POST}\r\n{`, ' '],
  ])(
    'and %s is cut after 15 seconds, whether it lets go or not',
    async (_, first, drop) => {
      const socket = await dial();
      const begin = performance.now();
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      if (first) socket.write(first);
      const dripping = setInterval(() => drop !== null && socket.write(drop), 1_000);
      let taken: number | null = null;
      while (taken === null && performance.now() - begin < 25_000) {
        await sleep(100);
        // A peer that is gone answers writes with a reset.
        if (socket.destroyed || socket.readableEnded) taken = performance.now() - begin;
      }
      clearInterval(dripping);
      socket.destroy();
      expect(taken).toBeGreaterThan(14_000);
      expect(taken).toBeLessThan(18_500);
      expect(answer.slice(9, 12)).toBe('408');
    },
    30_000,
  );

  it('and sends one request after the other is not', async () => {
    const socket = await dial();
    let answers = 0;
    socket.on('data', (chunk: Buffer) => (answers += chunk.toString().split('HTTP/1.1 200').length - 1));
    for (let second = 0; second < 17; second += 1) {
      socket.write('GET /livez HTTP/1.1\r\nhost: hub\r\n\r\n');
      await sleep(1_000);
    }
    expect([answers, socket.destroyed]).toEqual([17, false]);
    socket.destroy();
  }, 30_000);
});

describe('a file of somebody who is nobody', () => {
  const save = jest.fn(() => Promise.resolve({ id: 'a-scan' }));
  let hub: Running;
  beforeAll(async () => {
    hub = await run({
      scans: { save, read: () => Promise.reject(new Error('none is read')) },
      contextFor: ({ headers }) =>
        headers.authorization
          ? Promise.resolve({})
          : Promise.reject(new GeleitError('UNAUTHENTICATED', 'Send a bearer token.')),
    });
  });
  afterAll(() => hub.server.close());

  it('is refused before it is sent, and the connection ends', async () => {
    const { hostname, port } = new URL(hub.url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on('error', () => undefined);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.write(
      'POST /consent-scans?personId=x HTTP/1.1\r\nhost: hub\r\ncontent-type: application/pdf\r\ncontent-length: 9000000\r\n\r\n',
    );
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1.1 401 /);
    expect(answer).toMatch(/connection: close/i);
    expect(save).not.toHaveBeenCalled();
  }, 10_000);

  it('is taken whole of somebody who is known', async () => {
    const answer = await hub.send('/consent-scans?personId=x', {
      method: 'POST',
      headers: { 'content-type': 'application/pdf', authorization: 'Bearer x' },
      body: 'x'.repeat(5_000_000),
    });
    expect(answer.status).toBe(201);
    expect((save.mock.calls as unknown[][])[0]![3]).toHaveLength(5_000_000);
  });
});
