import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { answerOf, run, stubOptions, type Running } from './http-server.fixture';
import { createHttpServer } from '../../../src/hub/http/server';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const slow = (milliseconds: number) => `{ slow(milliseconds: ${milliseconds}) }`;

describe('shutdown', () => {
  const agents: Agent[] = [];
  const keepAlive = (): Agent => {
    const agent = new Agent({ keepAlive: true });
    agents.push(agent);
    return agent;
  };
  afterEach(() => agents.splice(0).forEach((agent) => agent.destroy()));

  const postSlow = (hub: Running, agent: Agent, milliseconds: number) =>
    hub.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: slow(milliseconds) }),
      agent,
    });

  it('answers everything in flight, then ends', async () => {
    const hub = await run();
    const asked = Array.from({ length: 20 }, (_, i) => hub.ask(slow(300 + i * 10)));
    await pause(100);
    let closed = false;
    const closing = hub.server.close().then(() => (closed = true));
    await pause(50);
    expect(closed).toBe(false);
    const answers = await Promise.all(asked);
    expect(answers.map(({ body }) => body.data)).toEqual(Array(20).fill({ slow: 'done' }));
    await closing;
  });

  it('answers on connections that it has not even noticed when it begins', async () => {
    const hub = await run();
    const sockets = Array.from({ length: 30 }, () => connect(Number(new URL(hub.url).port), '127.0.0.1'));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    const answers = sockets.map(async (socket) => {
      socket.write('GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n');
      const [head] = (await once(socket, 'data')) as [Buffer];
      return head.toString().split('\r\n')[0];
    });
    const closing = hub.server.close();
    expect(await Promise.all(answers)).toEqual(Array(30).fill('HTTP/1.1 200 OK'));
    await closing;
  });

  it('accepts no connection after it has begun', async () => {
    const hub = await run();
    const asked = hub.ask(slow(300));
    await pause(50);
    const closing = hub.server.close();
    await pause(50);
    await expect(hub.ask('{ hello }')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect((await asked).status).toBe(200);
    await closing;
  });

  it('is not ready, and takes everything for as long as load balancers need to learn it', async () => {
    const hub = await run({ shutdownDrainSeconds: 1, shutdownGraceSeconds: 3 });
    const begin = performance.now();
    const closing = hub.server.close();
    let answered = 0;
    while (performance.now() - begin < 900) {
      expect((await hub.ask('{ hello }')).body.data).toEqual({ hello: 'hello' });
      expect(await hub.send('/readyz')).toMatchObject({ status: 503, headers: { connection: 'close' } });
      answered += 1;
    }
    expect(answered).toBeGreaterThan(3);
    const last = hub.ask(slow(1_500));
    await closing;
    expect((await last).body.data).toEqual({ slow: 'done' });
    expect(performance.now() - begin).toBeLessThan(3_500);
    await expect(hub.ask('{ hello }')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('needs no longer than its grace in all, however long it is told to go on accepting', async () => {
    const hub = await run({ shutdownDrainSeconds: 0.5, shutdownGraceSeconds: 1 });
    const begin = performance.now();
    const asked = expect(hub.ask(slow(3_000))).rejects.toMatchObject({ code: 'ECONNRESET' });
    await pause(50);
    await hub.server.close();
    expect(performance.now() - begin).toBeLessThan(1_700);
    await asked;
  });

  it('tells clients on open connections to leave, and readiness says no', async () => {
    const hub = await run();
    const [idle, busy] = [keepAlive(), keepAlive()];
    expect((await hub.send('/readyz', { agent: idle })).headers.connection).toBe('keep-alive');
    await hub.send('/livez', { agent: busy });
    const asked = postSlow(hub, busy, 400);
    await pause(50);
    const closing = hub.server.close();
    await pause(100);
    // Sent on a connection that was idle when the shutdown began.
    const ready = await hub.send('/readyz', { agent: idle });
    expect(ready).toMatchObject({ status: 503, headers: { connection: 'close' } });
    expect(ready.text).toContain('shutdown');
    expect(await asked).toMatchObject({ status: 200, headers: { connection: 'close' } });
    await closing;
  });

  it('loses no request of clients that go on asking on their connection until they are told to leave', async () => {
    const hub = await run();
    let answered = 0;
    const clients = Array.from({ length: 10 }, async () => {
      const agent = keepAlive();
      for (;;) {
        const { body, headers } = await postSlow(hub, agent, 5);
        expect(body.data).toEqual({ slow: 'done' });
        answered += 1;
        if (headers.connection === 'close') return;
      }
    });
    await pause(300);
    await hub.server.close();
    await Promise.all(clients);
    expect(answered).toBeGreaterThan(clients.length);
  });

  it('does not wait for connections that ask nothing', async () => {
    const hub = await run({ shutdownGraceSeconds: 30 });
    const sockets = [0, 1].map(() => connect(Number(new URL(hub.url).port), '127.0.0.1'));
    sockets.forEach((socket) => socket.on('error', () => undefined));
    await pause(50);
    const start = performance.now();
    await hub.server.close();
    expect(performance.now() - start).toBeLessThan(2_000);
    sockets.forEach((socket) => socket.destroy());
  });

  it('cuts what is not answered when the time is over, and says so', async () => {
    const hub = await run({ shutdownGraceSeconds: 0.5 });
    const asked = expect(hub.ask(slow(1_500))).rejects.toMatchObject({ code: 'ECONNRESET' });
    await pause(50);
    const start = performance.now();
    await hub.server.close();
    expect(performance.now() - start).toBeLessThan(1_200);
    await asked;
    expect(hub.log).toContainEqual(expect.objectContaining({ cut: 1 }));
  });

  it('may be asked for twice, and of a server that never listened', async () => {
    const hub = await run();
    await Promise.all([hub.server.close(), hub.server.close()]);
    await expect(answerOf(new URL('/livez', hub.url))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await (await createHttpServer(stubOptions())).close();
  });
});
