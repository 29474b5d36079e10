import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { getIntrospectionQuery } from 'graphql';
import { run, type Running } from './http-server.fixture';

const JSON_HEADERS = { 'content-type': 'application/json' };

/**
 * What the specification of GraphQL over HTTP recommends and the hub does not do: an answer of 200 to a query that
 * cannot be run, for clients from before the specification. The hub's clients are to notice a refusal by its status.
 */
const NOT_FOLLOWED = [
  'SHOULD use 200 status code on document parsing failure when accepting application/json',
  'SHOULD use 200 status code on document validation failure when accepting application/json',
  'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
];

describe('GraphQL over HTTP', () => {
  let development: Running;
  let production: Running;
  beforeAll(async () => {
    development = await run();
    production = await run({ production: true });
  });
  afterAll(async () => {
    await development.server.close();
    await production.server.close();
  });

  it('passes every audit of graphql-http but the three that it declines', async () => {
    const url = `${development.url}/graphql`;
    // GET requests of the audits carry no header that makes a browser ask first, so they get one here.
    const fetchFn = (input: string, init: RequestInit = {}) =>
      fetch(
        input,
        init.method === 'POST' ? init : { ...init, headers: { 'apollo-require-preflight': 'yes', ...init.headers } },
      );
    const audits = serverAudits({ url, fetchFn });
    const results = await Promise.all(audits.map(({ fn }) => fn()));
    expect(results.filter(({ name }) => name.startsWith('MUST')).length).toBeGreaterThan(10);
    expect(results.filter(({ status }) => status !== 'ok').map(({ name }) => name)).toEqual(NOT_FOLLOWED);
  });

  it('shows its schema in development', async () => {
    expect((await development.ask(getIntrospectionQuery())).body.data).toHaveProperty('__schema');
  });

  it('hides its schema in production while queries work', async () => {
    expect((await production.ask('{ hello __typename }')).body.data).toEqual({ hello: 'hello', __typename: 'Query' });
    for (const query of [
      getIntrospectionQuery(),
      '{ __type(name: "Person") { name } }',
      '{ a: __schema { description } }',
    ]) {
      const { status, body } = await production.ask(query);
      expect(status).toBe(400);
      expect(body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(body.data).toBeUndefined();
    }
  });

  it('resembles no name of the schema to a misspelled one in production', async () => {
    const misspelled = [
      '{ helo }',
      '{ person(ids: 1) { id } }',
      '{ sex(of: FEMAL) }',
      '{ hello { ...on Persn { id } } }',
    ];
    for (const query of misspelled) expect((await production.ask(query)).text).not.toMatch(/did you mean|FEMALE/i);
    const variables = { input: { familyName: 'A', birthDay: '2000-01-01' } };
    const entering = await production.ask('mutation ($input: PersonInput!) { enter(input: $input) }', variables);
    expect(entering.text).not.toMatch(/did you mean|birthDate/i);
    expect((await development.ask('{ helo }')).text).toMatch(/Did you mean/);
  });

  it('runs queries but no mutations by GET', async () => {
    const headers = { 'apollo-require-preflight': 'yes' };
    const mutation = encodeURIComponent('mutation { enter(input: { familyName: "A" }) }');
    const refused = await production.send(`/graphql?query=${mutation}`, { headers });
    expect(refused).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    expect(refused.body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
    expect((await production.send('/graphql?query={hello}', { headers })).body.data).toEqual({ hello: 'hello' });
  });

  it('refuses what a page of another origin can send without asking', async () => {
    const body = JSON.stringify({ query: 'mutation { enter(input: { familyName: "A" }) }' });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const { status } = await production.send('/graphql', { method: 'POST', headers: { 'content-type': type }, body });
      expect({ type, status }).toEqual({ type, status: 415 });
    }
    expect((await production.send('/graphql', { method: 'POST', body })).status).toBe(415);
    expect((await production.send('/graphql?query={hello}')).status).toBe(400);
  });

  it('refuses several operations in one request', async () => {
    const body = JSON.stringify([{ query: '{ hello }' }, { query: '{ hello }' }]);
    const answer = await production.send('/graphql', { method: 'POST', headers: JSON_HEADERS, body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
  });

  it('answers other methods with those that it knows', async () => {
    const answer = await production.send('/graphql', { method: 'DELETE' });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, POST' } });
  });

  it('registers no documents over the network', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const body = JSON.stringify({ query: '{ hello }', extensions });
    const answer = await production.send('/graphql', { method: 'POST', headers: JSON_HEADERS, body });
    expect(answer.body.errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
  });

  it('keeps every answer out of caches and names the request in it', async () => {
    const answers = [
      await production.ask('{ hello }'),
      await production.ask('{ unknown }'),
      await production.send('/nowhere'),
      await production.send('/%zz'),
      await production.send('/livez'),
      await production.send('/livez', { headers: { 'x-long': 'x'.repeat(20_000) } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 404, 400, 200, 431]);
    for (const { headers } of answers) {
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(new Set(answers.map(({ headers }) => headers['x-request-id'])).size).toBe(answers.length);
  });

  it('makes its own request ids, so that nobody can write into the access log under a chosen one', async () => {
    const chosen = '11111111-1111-4111-8111-111111111111';
    const { headers } = await production.ask('{ hello }', {}, { 'x-request-id': chosen, 'request-id': chosen });
    expect(headers['x-request-id']).not.toBe(chosen);
  });
});
