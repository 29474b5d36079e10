import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { execute, extendSchema, parse } from 'graphql';
import { run, schema, type Answer, type Running } from './http-server.fixture';

const TOLD = 'subscription { told }';
const NAMED = 'query Asked { hello } subscription Told { told }';
const PREFLIGHTED = { 'apollo-require-preflight': 'yes' };
const STREAM = { accept: 'text/event-stream' };
const trusted = new Map(
  [TOLD, NAMED, '{ hello }'].map((text) => [createHash('sha256').update(text).digest('hex'), text]),
);

describe.each([
  ['any document', undefined],
  ['trusted documents only', trusted],
])('a subscription sent to /graphql of a hub that runs %s', (_which, trustedDocuments) => {
  let hub: Running;
  const ran: string[] = [];
  beforeAll(async () => {
    const withSubscriptions = extendSchema(
      schema,
      parse('type Subscription { told: String } extend schema { subscription: Subscription }'),
    );
    hub = await run({
      schema: withSubscriptions,
      trustedDocuments,
      executor: async ({ document, operationName }) => {
        ran.push(operationName ?? 'only one');
        return execute({ schema: withSubscriptions, document, operationName });
      },
    });
  });
  afterAll(() => hub.server.close());

  const post = (body: object, headers = {}) =>
    hub.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const get = (params: Record<string, string>, headers = {}) =>
    hub.send(`/graphql?${new URLSearchParams(params).toString()}`, { headers });
  const persistedQuery = { version: 1, sha256Hash: createHash('sha256').update(TOLD).digest('hex') };

  const ways: [string, () => Promise<Answer>][] = [
    ['by POST', () => post({ query: TOLD })],
    ['by POST as one of two operations', () => post({ query: NAMED, operationName: 'Told' })],
    ['by POST for a stream', () => post({ query: TOLD }, STREAM)],
    [
      'by POST for a stream or an answer',
      () => post({ query: TOLD }, { accept: 'text/event-stream, application/json' }),
    ],
    [
      'by POST for parts',
      () => post({ query: TOLD }, { accept: 'multipart/mixed;subscriptionSpec="1.0", application/json' }),
    ],
    ['by GET', () => get({ query: TOLD }, PREFLIGHTED)],
    ['by GET as one of two operations', () => get({ query: NAMED, operationName: 'Told' }, PREFLIGHTED)],
    ['by GET for a stream', () => get({ query: TOLD }, { ...PREFLIGHTED, ...STREAM })],
    ['by GET for a stream, as a page of another origin could', () => get({ query: TOLD }, STREAM)],
  ];
  if (trustedDocuments) ways.push(['by its hash', () => post({ extensions: { persistedQuery } })]);

  it.each(ways)('is told where subscriptions are, however often it comes: %s', async (_way, ask) => {
    for (let time = 1; time <= 3; time += 1) {
      const { status, headers, body } = await ask();
      expect({ time, status, allow: headers.allow }).toEqual({ time, status: 400, allow: undefined });
      expect(headers['content-type']).toMatch(/json/);
      expect(body.data).toBeUndefined();
      expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['SUBSCRIPTION_OVER_HTTP']);
      expect(body.errors?.[0]?.message).toMatch(/\/graphql\/stream.*server-sent events.*WebSocket/);
    }
    expect(ran).toEqual([]);
    expect(hub.log.filter(({ msg }) => msg === 'unexpected error')).toEqual([]);
  });

  it('is in the request log by the code that was answered', async () => {
    for (const ask of [() => post({ query: TOLD }), () => get({ query: TOLD }, PREFLIGHTED)]) {
      const { headers } = await ask();
      const line = hub.log.find(({ requestId, msg }) => msg === 'request' && requestId === headers['x-request-id']);
      expect(line?.errorCodes).toEqual(['SUBSCRIPTION_OVER_HTTP']);
    }
  });

  it.each<[string, () => Promise<Answer>]>([
    ['in a batch', () => post([{ query: TOLD }])],
    ['in a form', () => post({ query: TOLD }, { 'content-type': 'multipart/form-data; boundary=x' })],
  ])('is refused as anything else is that comes %s', async (_way, ask) => {
    const { status, body } = await ask();
    expect(status).toBeLessThan(500);
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_REQUEST']);
  });

  it('leaves mutations by GET, queries and the query beside a subscription as they were', async () => {
    if (!trustedDocuments) {
      const mutation = await get({ query: 'mutation { enter(input: { familyName: "A" }) }' }, PREFLIGHTED);
      expect(mutation).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    }
    const answers = [
      await post({ query: '{ hello }' }),
      await post({ query: NAMED, operationName: 'Asked' }),
      await get({ query: '{ hello }' }, PREFLIGHTED),
    ];
    for (const { status, body } of answers)
      expect({ status, data: body.data }).toEqual({ status: 200, data: { hello: 'hello' } });
    expect((await get({ query: '{ hello }' })).body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
  });
});

it('a hub without subscriptions names no address for them', async () => {
  const hub = await run();
  const answer = await hub.send('/graphql?query={hello}', { headers: { ...PREFLIGHTED, ...STREAM } });
  await hub.server.close();
  expect(answer.text).not.toContain('/graphql/stream');
});
