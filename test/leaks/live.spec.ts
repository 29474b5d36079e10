import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { MAX_SUBSCRIPTIONS_PER_CALLER } from '../../src/hub/http/limits';
import { useDatabase } from '../kit/database';
import { self, staff } from '../kit/hub';
import { LIVE_WAYS, overSse, untilSubscribers } from '../kit/live';
import { person } from '../kit/people';
import { startTestHub, tokenFor, type RunningTestHub } from '../operations/running-hub';

const CHANGES = 'subscription { consentChanged { kind } }';
const EVENT_STREAM = { accept: 'text/event-stream', 'content-type': 'application/json' };

describe('somebody who tries to listen', () => {
  const database = useDatabase();
  let hub: RunningTestHub;
  let token: string;

  beforeAll(async () => {
    hub = await startTestHub({ appUrl: database.appUrl });
    token = await tokenFor(staff('jobcenter'));
  });
  afterAll(() => hub.stop());

  const post = async (headers: Record<string, string>, body: unknown = { query: CHANGES }) => {
    const answer = await fetch(new URL('/graphql/stream', hub.url), {
      method: 'POST',
      headers: { ...EVENT_STREAM, ...headers },
      body: JSON.stringify(body),
    });
    const text = answer.headers.get('content-type')?.includes('json') ? await answer.text() : '';
    if (text === '') await answer.body?.cancel();
    const { errors } = JSON.parse(text || '{}') as { errors?: { extensions: { code: string } }[] };
    return [answer.status, errors?.[0]?.extensions.code] as const;
  };
  const bearer = () => ({ authorization: `Bearer ${token}` });
  const webSocket = (headers: Record<string, string> = {}) =>
    new WebSocket(`${hub.url.replace('http', 'ws')}/graphql/stream`, 'graphql-transport-ws', { headers });
  const closing = async (socket: WebSocket) => {
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    return [code, reason.toString()] as const;
  };

  it('without a token, or with one that is none, is not let in', async () => {
    expect(await post({})).toEqual([401, 'UNAUTHENTICATED']);
    expect(await post({ authorization: 'Bearer a.b.c' })).toEqual([401, 'TOKEN_INVALID']);
    for (const payload of [undefined, {}, { authorization: 7 }, { authorization: 'Bearer a.b.c' }]) {
      const socket = webSocket();
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'connection_init', payload }));
      expect(await closing(socket)).toEqual([
        4401,
        payload?.authorization === 'Bearer a.b.c' ? 'TOKEN_INVALID' : 'UNAUTHENTICATED',
      ]);
    }
  });

  it('and subscribes before saying who it is, is thrown out', async () => {
    const socket = webSocket();
    await once(socket, 'open');
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: CHANGES } }));
    expect(await closing(socket)).toEqual([4401, 'Unauthorized']);
  });

  it('from a page of another origin, is not let in, whatever token the page has', async () => {
    const { host } = new URL(hub.url);
    for (const origin of ['https://evil.example', 'null', `https://${host}.evil.example`]) {
      expect(await post({ ...bearer(), origin })).toEqual([403, 'BAD_REQUEST']);
      const socket = webSocket({ origin });
      const [, response] = (await once(socket, 'unexpected-response').catch(() => [])) as { statusCode?: number }[];
      expect(response?.statusCode).toBe(403);
    }
    const own = webSocket({ origin: `http://${host}` });
    await once(own, 'open');
    own.close();
  });

  it('by a plain link or form, is not let in', async () => {
    const url = new URL(`/graphql/stream?query=${encodeURIComponent(CHANGES)}`, hub.url);
    const link = await fetch(url, { headers: { ...bearer(), accept: 'text/event-stream' } });
    expect(link.status).toBe(400);
    expect(await post({ ...bearer(), 'content-type': 'text/plain' })).toEqual([415, 'BAD_REQUEST']);
    const asked = await fetch(url, {
      headers: { ...bearer(), accept: 'text/event-stream', 'x-apollo-operation-name': 'c' },
    });
    expect(asked.status).toBe(200);
    expect(asked.headers.get('cache-control')).toBe('no-store');
    await asked.body!.cancel();
  });

  it('elsewhere, finds no WebSocket', async () => {
    for (const path of ['/graphql', '/livez', '/nothing']) {
      const socket = new WebSocket(`${hub.url.replace('http', 'ws')}${path}`, 'graphql-transport-ws');
      const opened = await Promise.race([
        once(socket, 'unexpected-response').then(() => 'refused'),
        once(socket, 'close').then(() => 'closed'),
      ]).catch(() => 'refused');
      expect(['refused', 'closed']).toContain(opened);
      socket.terminate();
    }
  });

  it.each([
    ['too long', `subscription { consentChanged { ${'kind '.repeat(2_001)} } }`, 400, 'QUERY_TOO_LONG'],
    [
      'too many aliases',
      `subscription { consentChanged { ${Array.from({ length: 31 }, (_, i) => `a${i}: kind`).join(' ')} } }`,
      400,
      'TOO_MANY_ALIASES',
    ],
    [
      'two fields at once',
      'subscription { consentChanged { kind } withdrawalTaskDue { kind } }',
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a field that is not there', 'subscription { consentChanged { password } }', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['no GraphQL', 'subscription {', 400, 'GRAPHQL_PARSE_FAILED'],
    ['a query', '{ viewer { role } }', 400, 'BAD_REQUEST'],
    ['a mutation', 'mutation { withdrawConsent(input: { id: "x" }) { state } }', 400, 'BAD_REQUEST'],
    [
      'two operations and no name',
      'subscription a { consentChanged { kind } } subscription b { consentChanged { kind } }',
      400,
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('with %s, is refused like anybody who asks', async (_, query, status, code) => {
    expect(await post(bearer(), { query })).toEqual([status, code]);
    const ended = LIVE_WAYS['a WebSocket']({ url: hub.url, token, query });
    expect(await ended.ended).toBe(code);
    ended.stop();
  });

  it.each([{ variables: [1] }, { query: 7 }, { query: null }, { operationName: 7 }])(
    'with %j, is refused',
    async (wrong) => {
      expect((await post(bearer(), { query: CHANGES, ...wrong }))[0]).toBe(400);
    },
  );

  it('in a role that has nothing to hear, is refused', async () => {
    const authorization = `Bearer ${await tokenFor(staff('jobcenter', 'planner'))}`;
    expect(await post({ authorization })).toEqual([403, 'FORBIDDEN']);
    expect(await post({ ...bearer(), 'x-purpose': 'CURIOSITY' })).toEqual([400, 'PURPOSE_UNKNOWN']);
    expect(await post({ ...bearer(), 'x-purpose': 'STATISTICS' })).toEqual([403, 'PURPOSE_NOT_ENTITLED']);
  });

  it('for a person, learns the same of one who exists as of one who does not: nothing', async () => {
    const known = await person(database).create();
    const query = `subscription ($id: ID) { consentChanged(personId: $id) { kind } }`;
    const answers = await Promise.all(
      [known.id, '00000000-0000-4000-8000-000000000000'].map((id) => post(bearer(), { query, variables: { id } })),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(await post(bearer(), { query, variables: { id: 'x' } })).toEqual([403, 'NO_SUCH_PERSON']);
  });

  it('with a message that is too large, is thrown out', async () => {
    expect(await post(bearer(), { query: CHANGES, variables: { a: 'x'.repeat(100_001) } })).toEqual([
      413,
      'BODY_TOO_LARGE',
    ]);
    const socket = webSocket();
    await once(socket, 'open');
    socket.on('error', () => undefined);
    socket.send(JSON.stringify({ type: 'connection_init', payload: { a: 'x'.repeat(100_001) } }));
    expect((await closing(socket))[0]).toBe(1009);
  });

  it('with what is no message, is thrown out', async () => {
    for (const text of ['{', '{"type":"x"}', '[]']) {
      const socket = webSocket();
      await once(socket, 'open');
      socket.send(text);
      expect((await closing(socket))[0]).toBe(4400);
    }
  });

  it('too often, loses the oldest that may have vanished, while others are let in', async () => {
    const many = await tokenFor(self((await person(database).create()).id));
    await untilSubscribers(hub, (count) => count === 0);
    const open = [];
    for (let index = 0; index < MAX_SUBSCRIPTIONS_PER_CALLER; index += 1) {
      open.push(overSse({ url: hub.url, token: many, query: CHANGES }));
      await untilSubscribers(hub, (count) => count > index);
    }
    expect((await post({ authorization: `Bearer ${many}` }))[0]).toBe(200);
    expect(await open[0]!.ended).toBe('SUBSCRIPTION_LIMIT');
    expect((await post(bearer()))[0]).toBe(200);
    for (const subscriber of open) subscriber.stop();
    await untilSubscribers(hub, (count) => count === 0);
  });

  it('too often on ways that are known to be alive, is refused', async () => {
    const many = await tokenFor(self((await person(database).create()).id));
    const before = hub.subscribers();
    const subscribe = () => LIVE_WAYS['a WebSocket']({ url: hub.url, token: many, query: CHANGES });
    const open = Array.from({ length: MAX_SUBSCRIPTIONS_PER_CALLER }, subscribe);
    await untilSubscribers(hub, (count) => count >= before + MAX_SUBSCRIPTIONS_PER_CALLER);
    expect(await post({ authorization: `Bearer ${many}` })).toEqual([429, 'SUBSCRIPTION_LIMIT']);
    expect(await subscribe().ended).toBe('SUBSCRIPTION_LIMIT');
    for (const subscriber of open) subscriber.stop();
    await untilSubscribers(hub, (count) => count <= before);
    expect((await post({ authorization: `Bearer ${many}` }))[0]).toBe(200);
  });

  it('through a proxy with its defaults, from the hub’s own page, is let in, and no event is held back', async () => {
    const own = { ...EVENT_STREAM, ...bearer(), origin: 'https://geleit.example' };
    const through = (headers: Record<string, string>) =>
      answerOf(new URL(`/graphql/stream?query=${encodeURIComponent(CHANGES)}`, hub.url), headers);
    expect(await through({ ...own, 'sec-fetch-site': 'same-origin' })).toEqual([200, 'no']);
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect((await through({ ...own, 'sec-fetch-site': site }))[0]).toBe(403);
    }
    expect((await through({ ...own, origin: 'null', 'sec-fetch-site': 'same-origin' }))[0]).toBe(403);
  });

  it('and forges announcements, opens nothing', async () => {
    const stranger = overSse({ url: hub.url, token: await tokenFor(staff('employment-agency')), query: CHANGES });
    await untilSubscribers(hub, (count) => count !== 0);
    const { id, consentIds } = await person(database)
      .consenting({ recipients: ['jobcenter'], categories: ['IDENTITY'], purposes: ['CASE_MANAGEMENT'] })
      .create();
    const forged = { kind: 'CONSENT', id: consentIds[0], version: 1, person: id, institutions: ['employment-agency'] };
    await database.asApp(null, `select pg_notify('geleit', $1)`, [JSON.stringify(forged)]);
    await database.asApp(null, `notify geleit, 'nonsense'`);
    // Nonsense tells everybody to read again; the forged event before it told nothing.
    expect(await stranger.next()).toEqual({ consentChanged: { kind: 'RELOAD' } });
    expect(stranger.waiting).toEqual([]);
    stranger.stop();
  });
});

/** Status, and whether a proxy shall collect the answer; `fetch` sends no header that is the browser's. */
function answerOf(url: URL, headers: Record<string, string>): Promise<readonly [number | undefined, unknown]> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { headers }, (answer) => {
      resolve([answer.statusCode, answer.headers['x-accel-buffering']]);
      answer.destroy();
    });
    asking.on('error', reject).end();
  });
}
