import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { execute } from 'graphql';
import { createHash } from 'node:crypto';
import { GeleitError } from '../../../src/platform/errors';
import { run, schema, stubOptions, type Answer, type Running } from '../http/http-server.fixture';
import type { Executor, HubContext } from '../../../src/hub/http/options';

const execution = jest.fn<Executor>(({ document, operationName, variables, context }) =>
  Promise.resolve(execute({ schema, document, operationName, variableValues: variables, contextValue: context })),
);
const contextFor = jest.fn(stubOptions().contextFor);
const apollo = jest.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');

const JSON_ONLY = { 'content-type': 'application/json', accept: 'application/json' };

/** The answer without what differs from request to request. */
function essence({ status, headers, text }: Answer): unknown {
  const { 'x-request-id': requestId, date: _, ...rest } = headers;
  return { status, headers: rest, text: text.replaceAll(String(requestId), 'the request') };
}

describe('an operation that Apollo has admitted before', () => {
  let hub: Running;
  beforeAll(async () => {
    hub = await run({ executor: execution, contextFor });
  });
  afterAll(() => hub.server.close());
  beforeEach(() => {
    jest.clearAllMocks();
  });

  const send = (body: unknown, headers: Record<string, string> = JSON_ONLY) =>
    hub.send('/graphql', { method: 'POST', headers, body: JSON.stringify(body) });

  it('is answered without Apollo, to the last byte as with it', async () => {
    const body = { query: 'query A($first: Int!) { hello count(first: $first) }', variables: { first: 3 } };
    const first = await send(body);
    expect(apollo).toHaveBeenCalledTimes(1);
    const again = await send(body);
    expect(apollo).toHaveBeenCalledTimes(1);
    expect(again.body).toEqual({ data: { hello: 'hello', count: 3 } });
    expect(essence(again)).toEqual(essence(first));
    expect((await send({ ...body, variables: { first: 4 } })).body).toEqual({ data: { hello: 'hello', count: 4 } });
    expect((await send({ ...body, operationName: 'A', extensions: { client: 'x' } })).body).toEqual(again.body);
    expect(apollo).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['fails in part', '{ hello fail(how: "no-such-person") }', undefined],
    ['fails unexpectedly', '{ hello fail(how: "text-of-a-row") }', undefined],
    ['finds no database', '{ hello fail(how: "57P01") }', undefined],
    ['cannot write the log', '{ hello fail(how: "log") }', undefined],
    ['fails as a whole', '{ failHard(how: "no-such-person") }', undefined],
    ['has a wrong variable', 'query ($input: PersonInput!) { hello born(on: "2019-01-01") }', undefined],
    ['has no value for a variable', 'query ($on: Day!) { hello born(on: $on) }', {}],
    ['has a value of another type', 'query ($on: Day!) { hello born(on: $on) }', { on: 'Meier' }],
  ])('is answered the same where it %s, and runs once', async (_, query, variables) => {
    const right = { input: { familyName: 'A' }, on: '2019-01-01' };
    const answers = [];
    for (let time = 0; time < 3; time += 1) answers.push(essence(await send({ query, variables })));
    await send({ query, variables: right });
    jest.clearAllMocks();
    answers.push(essence(await send({ query, variables })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(execution.mock.calls.length).toBeLessThanOrEqual(1);
    expect(contextFor).toHaveBeenCalledTimes(1);
  });

  it('runs a mutation once, also where it fails', async () => {
    const query = 'mutation { enter(input: { familyName: "A" }) }';
    await send({ query });
    await send({ query });
    expect(execution).toHaveBeenCalledTimes(2);
    expect(apollo).toHaveBeenCalledTimes(1);
  });

  it('is identified anew with each request: nothing runs for whom the hub does not know', async () => {
    const query = '{ hello again: hello }';
    const known = await send({ query });
    jest.clearAllMocks();
    contextFor.mockRejectedValueOnce(new GeleitError('TOKEN_EXPIRED', 'The token has expired.'));
    const refused = await send({ query });
    expect({ status: refused.status, code: refused.body.errors?.[0]?.extensions.code }).toEqual({
      status: 401,
      code: 'TOKEN_EXPIRED',
    });
    expect(refused.headers['www-authenticate']).toBe('Bearer realm="geleit", error="invalid_token"');
    expect(execution).not.toHaveBeenCalled();
    expect(contextFor).toHaveBeenCalledTimes(1);
    expect(essence(await send({ query }))).toEqual(essence(known));
  });

  it('is not admitted for ever: with other variables it may cost too much', async () => {
    const query = 'query ($first: Int) { persons(first: $first) { edges { cursor } } }';
    for (let time = 0; time < 2; time += 1) expect((await send({ query, variables: { first: 5 } })).status).toBe(200);
    jest.clearAllMocks();
    const costly = await send({ query, variables: { first: 90_000 } });
    expect(costly.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['QUERY_TOO_COSTLY']);
    expect(execution).not.toHaveBeenCalled();
  });

  it('tells beside its data what the answer lacks', async () => {
    const lacking = [{ path: 'hello', category: null, reason: 'NO_CONSENT', count: 1 }];
    const telling = {
      ...(await stubOptions().contextFor({ headers: {}, requestId: '' })),
      withheld: { list: () => lacking },
    };
    contextFor.mockResolvedValueOnce({ ...telling } as HubContext);
    const query = '{ told: hello }';
    const first = await send({ query });
    contextFor.mockResolvedValueOnce({ ...telling } as HubContext);
    const again = await send({ query });
    expect(apollo).toHaveBeenCalledTimes(1);
    expect(again.body).toEqual({ data: { told: 'hello' }, extensions: { withheld: lacking } });
    expect(essence(again)).toEqual(essence(first));
  });
});

describe('what is not an ordinary request for an admitted operation', () => {
  const query = 'query A { hello }';
  let hub: Running;
  beforeAll(async () => {
    hub = await run({ executor: execution, contextFor });
    await hub.send('/graphql', { method: 'POST', headers: JSON_ONLY, body: JSON.stringify({ query }) });
  });
  afterAll(() => hub.server.close());

  it.each([
    ['another operation name', { query, operationName: 'B' }, JSON_ONLY, 400],
    ['an empty operation name', { query, operationName: '' }, JSON_ONLY, 400],
    ['an operation name that is no text', { query, operationName: 1 }, JSON_ONLY, 400],
    ['variables that are no object', { query, variables: 'first=1' }, JSON_ONLY, 400],
    ['variables in a list', { query, variables: [1] }, JSON_ONLY, 400],
    ['extensions that are no object', { query, extensions: 'x' }, JSON_ONLY, 400],
    ['a list of requests', [{ query }], JSON_ONLY, 400],
    [
      'the hash of another text',
      { query, extensions: { persistedQuery: { version: 1, sha256Hash: '0' } } },
      JSON_ONLY,
      200,
    ],
    ['its text as a hash', { extensions: { persistedQuery: { version: 1, sha256Hash: query } } }, JSON_ONLY, 200],
    ['nothing', {}, JSON_ONLY, 400],
    ['a wish for another media type', { query }, { ...JSON_ONLY, accept: 'image/png' }, 406],
    ['a form of another origin', { query }, { ...JSON_ONLY, 'content-type': 'text/plain' }, 415],
  ])('goes through Apollo with its refusals: %s', async (_, body, headers, status) => {
    jest.clearAllMocks();
    const options = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await hub.send('/graphql', options);
    expect(answer.status).toBe(status);
    expect(answer.body.data).toBeUndefined();
  });

  it('gets the media type that Apollo chooses', async () => {
    const accept = 'application/graphql-response+json, application/json;q=0.9';
    const asked = { method: 'POST', headers: { ...JSON_ONLY, accept }, body: JSON.stringify({ query }) };
    const types = [];
    for (let time = 0; time < 3; time += 1) types.push((await hub.send('/graphql', asked)).headers['content-type']);
    expect(types).toEqual(Array(3).fill('application/graphql-response+json; charset=utf-8'));
  });

  it('is one of several operations: each time the one that is named runs', async () => {
    const several = 'query First { a: hello } query Second { b: hello }';
    for (const [operationName, data] of [
      ['First', { a: 'hello' }],
      ['Second', { b: 'hello' }],
      ['First', { a: 'hello' }],
    ] as const) {
      const body = JSON.stringify({ query: several, operationName });
      const { body: answer } = await hub.send('/graphql', { method: 'POST', headers: JSON_ONLY, body });
      expect(answer).toEqual({ data });
    }
  });
});

describe('a trusted document', () => {
  it('is found again by its hash, and no other is by its text', async () => {
    const query = '{ hello }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const hub = await run({ executor: execution, trustedDocuments: new Map([[sha256Hash, query]]) });
    const send = (body: unknown) =>
      hub.send('/graphql', { method: 'POST', headers: JSON_ONLY, body: JSON.stringify(body) });
    const named = { extensions: { persistedQuery: { version: 1, sha256Hash } } };
    jest.clearAllMocks();
    const [first, again] = [await send(named), await send(named)];
    expect(essence(again)).toEqual(essence(first));
    expect(again.body).toEqual({ data: { hello: 'hello' } });
    expect(apollo).toHaveBeenCalledTimes(1);
    for (let time = 0; time < 2; time += 1) {
      const other = await send({ query: '{ other: hello }' });
      expect(other.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['DOCUMENT_NOT_TRUSTED']);
    }
    await hub.server.close();
  });
});
