import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { extendSchema, parse, type GraphQLObjectType } from 'graphql';
import { WebSocket } from 'ws';
import { LiveEvents } from '../../../../src/platform/live/live-events';
import { run, schema, type Running } from '../http-server.fixture';
import type { HttpServerOptions } from '../../../../src/hub/http/options';

const TOLD = 'subscription { told }';

describe('subscriptions', () => {
  const running: Running[] = [];
  let events: LiveEvents;
  beforeEach(() => {
    events = new LiveEvents();
    events.resume();
  });
  afterEach(() => Promise.all(running.splice(0).map(({ server }) => server.close())));

  const start = async (options: Partial<HttpServerOptions> = {}): Promise<Running> => {
    const withSubscriptions = extendSchema(
      schema,
      parse('type Subscription { told: String } extend schema { subscription: Subscription }'),
    );
    const { told } = (withSubscriptions.getType('Subscription') as GraphQLObjectType).getFields();
    told!.subscribe = () => events.subscribe('CONSENT', { institution: 'city' });
    told!.resolve = () => 'something';
    const caller = {
      kind: 'staff',
      institution: 'city',
      role: 'counsellor',
      actor: 'a',
      expiresAt: 4_000_000_000,
    } as const;
    const hub = await run({ schema: withSubscriptions, contextFor: () => Promise.resolve({ caller }), ...options });
    running.push(hub);
    return hub;
  };
  /** Asks as a browser or a proxy does; `fetch` sends no header that is theirs. */
  const open = async (hub: Running, headers: Record<string, string> = {}): Promise<IncomingMessage> => {
    const asking = request(new URL('/graphql/stream', hub.url), {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...headers },
    });
    asking.end(JSON.stringify({ query: TOLD }));
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    return answer.setEncoding('utf8').on('error', () => undefined);
  };
  const subscribed = async (hub: Running): Promise<WebSocket> => {
    const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql/stream`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await once(socket, 'message');
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: TOLD } }));
    return socket;
  };
  const untilThereAre = async (count: number): Promise<void> => {
    while (events.size !== count) await sleep(5);
  };
  const textOf = async (answer: IncomingMessage): Promise<string> => {
    let text = '';
    for await (const chunk of answer) text += String(chunk);
    return text;
  };

  it('by server-sent events show every 12 seconds that they are alive, so that no proxy takes them for idle', async () => {
    const hub = await start();
    const begin = performance.now();
    const answer = await open(hub);
    const beats: number[] = [];
    answer.on('data', (text: string) => /^:\n\n$/m.test(text) && beats.push(performance.now() - begin));
    while (beats.length < 2 && performance.now() - begin < 20_000) await sleep(50);
    answer.destroy();
    expect(beats[0]).toBeLessThan(2_000);
    expect(beats[1]).toBeLessThan(14_000);
  }, 30_000);

  describe('of a page, through a proxy that puts a Host of its own in place of the browser’s', () => {
    const page = { origin: 'https://geleit.example', host: 'upstream' };
    const statusWith = async (publicOrigin: string | undefined, headers: Record<string, string>) => {
      const answer = await open(await start({ publicOrigin }), headers);
      const { statusCode } = answer;
      const text = statusCode === 200 ? '' : await textOf(answer);
      answer.destroy();
      return [statusCode, text] as const;
    };

    it('are open to the address of PUBLIC_URL, and to no other', async () => {
      expect(await statusWith('https://geleit.example', page)).toEqual([200, '']);
      for (const origin of ['https://geleit.example.evil.example', 'http://geleit.example', 'null', 'nonsense']) {
        expect((await statusWith('https://geleit.example', { ...page, origin }))[0]).toBe(403);
      }
    });

    it('are refused without it, and the answer names it', async () => {
      expect(await statusWith(undefined, page)).toEqual([403, expect.stringContaining('PUBLIC_URL')]);
    });

    it.each(['https://geleit.example', undefined])(
      'of the browser’s own Host need none (PUBLIC_URL: %s)',
      async (url) => {
        expect((await statusWith(url, { origin: 'https://hub.internal', host: 'hub.internal' }))[0]).toBe(200);
      },
    );
  });

  it.each([
    ['to the address of PUBLIC_URL', 'https://geleit.example', '200'],
    ['to no page without PUBLIC_URL', undefined, '403'],
  ])('in a request without Host, as HTTP/1.0 allows, are open %s', async (_, publicOrigin, status) => {
    const hub = await start({ publicOrigin });
    const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
    const body = JSON.stringify({ query: TOLD });
    socket.write(
      `POST /graphql/stream HTTP/1.0\r\norigin: https://geleit.example\r\naccept: text/event-stream\r\n` +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    const [head] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(head.toString().split(' ')[1]).toBe(status);
  });

  it('go on while load balancers learn of a shutdown, then end with a code by which clients come again elsewhere', async () => {
    const hub = await start({ shutdownDrainSeconds: 1, shutdownGraceSeconds: 4 });
    const stream = await open(hub);
    const socket = await subscribed(hub);
    await untilThereAre(2);
    const begin = performance.now();
    const closing = hub.server.close();
    const late = await open(hub);
    expect(late.statusCode).toBe(200);
    await untilThereAre(3);
    const [texts, [code, reason]] = await Promise.all([
      Promise.all([stream, late].map(textOf)),
      once(socket, 'close') as Promise<[number, Buffer]>,
    ]);
    expect(performance.now() - begin).toBeGreaterThan(950);
    for (const text of texts) {
      expect(text).toMatch(/event: next\ndata: \{"errors":\[.*"code":"UNAVAILABLE".*\n\nevent: complete/);
    }
    expect([code, reason.toString()]).toEqual([1013, 'UNAVAILABLE']);
    await closing;
    expect(performance.now() - begin).toBeLessThan(3_500);
  });
});
