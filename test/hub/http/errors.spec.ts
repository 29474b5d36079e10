import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ERROR_CODES, GeleitError } from '../../../src/platform/errors';
import { run, stubOptions, type Answer, type Running } from './http-server.fixture';
import type { HttpServerOptions } from '../../../src/hub/http/options';

const first = ({ body }: Answer) => body.errors?.[0];
const code = (answer: Answer) => first(answer)?.extensions.code;

describe('errors of an answer', () => {
  let hub: Running;
  beforeAll(async () => {
    hub = await run({ production: true });
  });
  afterAll(() => hub.server.close());

  it('passes errors of the catalogue with their code and remedy', async () => {
    const answer = await hub.ask('{ hello fail(how: "no-such-person") }');
    expect(answer).toMatchObject({ status: 200, body: { data: { hello: 'hello', fail: null } } });
    const { remedy } = ERROR_CODES.NO_SUCH_PERSON;
    expect(first(answer)).toMatchObject({
      message: 'No such person.',
      path: ['fail'],
      extensions: { code: 'NO_SUCH_PERSON', remedy },
    });
  });

  it('says nothing of an unexpected error but the request id by which the operator finds it', async () => {
    const answer = await hub.ask('{ hello fail(how: "text-of-a-row") }');
    expect(answer.text).not.toMatch(/Meier|1984|select|core\.person|\.ts/);
    expect(first(answer)?.extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      remedy: ERROR_CODES.INTERNAL_SERVER_ERROR.remedy,
      requestId: answer.headers['x-request-id'],
    });
    const logged = hub.log.find(
      ({ requestId, level }) => requestId === answer.headers['x-request-id'] && level === 'error',
    );
    expect(logged).toMatchObject({ error: { type: 'GraphQLError', cause: { type: 'Error' } } });
    expect(JSON.stringify(logged)).toContain('http-server.fixture.ts');
    expect(hub.logText()).not.toContain('Meier');
  });

  it.each(['ECONNREFUSED', '57P01', '57P03', '53300', 'Connection terminated unexpectedly', 'refused'])(
    'answers 503 without data and says when to try again if PostgreSQL fails with %s',
    async (how) => {
      const answer = await hub.ask('query ($how: String!) { hello fail(how: $how) other: fail(how: $how) }', { how });
      expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': expect.stringMatching(/^\d+$/) } });
      expect(answer.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
      expect(answer.body.data).toBeUndefined();
    },
  );

  it('answers 503 when no connection becomes free in time', async () => {
    const answer = await hub.ask('{ fail(how: "timeout exceeded when trying to connect") }');
    expect({ status: answer.status, code: code(answer) }).toEqual({ status: 503, code: 'UNAVAILABLE' });
  });

  it('returns no data at all if the access log cannot be written', async () => {
    const answer = await hub.ask('{ hello fail(how: "log") }');
    expect({ status: answer.status, code: code(answer) }).toEqual({ status: 500, code: 'ACCESS_LOG_UNAVAILABLE' });
    expect(answer.body.data).toBeUndefined();
  });

  it('repeats no value of a variable, but says where it was and what belongs there', async () => {
    const input = { familyName: 'Meier', birthDate: 'Meier', sex: 'Meier', tags: [1, 'Meier'] };
    const answer = await hub.ask('mutation ($input: PersonInput!) { enter(input: $input) }', { input });
    expect({ status: answer.status, code: code(answer) }).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
    expect(answer.text).not.toContain('Meier');
    expect(answer.body.errors?.map(({ message }) => message)).toEqual([
      'Variable "$input" got an invalid value at "input.birthDate". Expected a value of type "Day".',
      'Variable "$input" got an invalid value at "input.sex". Expected a value of type "Sex".',
      'Variable "$input" got an invalid value at "input.tags[1]". Expected a value of type "Int".',
    ]);
  });

  it('keeps the reasons that name only the schema', async () => {
    const ask = async (query: string, variables: object) => first(await hub.ask(query, { ...variables }))?.message;
    expect(await ask('mutation ($input: PersonInput!) { enter(input: $input) }', { input: {} })).toBe(
      'Variable "$input" got an invalid value. Field "familyName" of required type "String!" was not provided.',
    );
    expect(await ask('query ($on: Day!) { born(on: $on) }', {})).toBe(
      'Variable "$on" of required type "Day!" was not provided.',
    );
    expect(await ask('query ($on: Day!) { born(on: $on) }', { on: 'Meier' })).toBe(
      'Variable "$on" got an invalid value. Expected a value of type "Day!".',
    );
  });

  it('takes no text inside a value for its place', async () => {
    const input = { familyName: { a: '" at "input.Meier"; Meier' } };
    const answer = await hub.ask('mutation ($input: PersonInput!) { enter(input: $input) }', { input });
    expect(answer.text).not.toContain('Meier');
    expect(first(answer)?.message).toContain(' at "input.familyName".');
  });

  it.each([
    '{ born(on: "Meier") }',
    '{ sex(of: "Meier") }',
    '{ sex(of: MEIER) }',
    '{ count(first: "Meier") }',
    '{ persons(after: ["Meier"]) { totalCount } }',
    'mutation { enter(input: "Meier") }',
    'mutation { enter(input: { familyName: { a: "Meier" } }) }',
    'query ($on: Day = "Meier") { hello }',
  ])('repeats no literal of the query: %s', async (query) => {
    const answer = await hub.ask(query);
    expect(code(answer)).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(answer.text).not.toMatch(/meier/i);
  });

  it.each(['{ "Meier" }', '{ hello } """Meier"""', '{ hello(a: b Meier) }', '{ hello 12345 }', '{ hello } { Meier'])(
    'repeats no token of a query that cannot be parsed: %s',
    async (query) => {
      const answer = await hub.ask(query);
      expect(code(answer)).toBe('GRAPHQL_PARSE_FAILED');
      expect(answer.text).not.toMatch(/meier|12345/i);
    },
  );

  it('repeats neither the name of an operation nor a body that is no JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = '{"query":"query A { hello }","operationName":"Meier"}';
    const unnamed = await hub.send('/graphql', { method: 'POST', headers, body });
    expect({ status: unnamed.status, code: code(unnamed) }).toEqual({
      status: 400,
      code: 'OPERATION_RESOLUTION_FAILURE',
    });
    const broken = await hub.send('/graphql', { method: 'POST', headers, body: '{"query":Meier' });
    expect({ status: broken.status, code: code(broken) }).toEqual({ status: 400, code: 'BAD_REQUEST' });
    expect(unnamed.text + broken.text).not.toContain('Meier');
  });

  it('calls a variable that is missing where a value is required a fault of the client', async () => {
    const answer = await hub.ask('query ($first: Int = 1) { hello count(first: $first) }', { first: null });
    expect(first(answer)).toMatchObject({ path: ['count'], extensions: { code: 'BAD_USER_INPUT' } });
    expect(answer.body.data).toEqual({ hello: 'hello', count: null });
  });
});

describe('errors before there is a context', () => {
  const failing = async (error: unknown): Promise<{ answer: Answer; hub: Running }> => {
    const contextFor = jest.fn<HttpServerOptions['contextFor']>().mockRejectedValue(error as Error);
    const hub = await run({ contextFor });
    const answer = await hub.ask('{ hello }');
    await hub.server.close();
    return { answer, hub };
  };

  it.each([
    ['UNAUTHENTICATED', 401],
    ['TOKEN_EXPIRED', 401],
    ['PURPOSE_NOT_ENTITLED', 403],
    ['FORBIDDEN', 403],
    ['PURPOSE_UNKNOWN', 400],
    ['UNAVAILABLE', 503],
  ] as const)('answers %s with HTTP status %i', async (name, status) => {
    const { answer } = await failing(new GeleitError(name, 'The reason.'));
    expect(answer.status).toBe(status);
    const { remedy } = ERROR_CODES[name];
    expect(answer.body).toEqual({ errors: [{ message: 'The reason.', extensions: { code: name, remedy } }] });
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.headers['retry-after'] !== undefined).toBe(status === 503);
  });

  it('says how to authenticate, and whether a token was refused', async () => {
    const missing = await failing(new GeleitError('UNAUTHENTICATED', 'No token.'));
    expect(missing.answer.headers['www-authenticate']).toBe('Bearer realm="geleit"');
    const expired = await failing(new GeleitError('TOKEN_EXPIRED', 'The token has expired.'));
    expect(expired.answer.headers['www-authenticate']).toBe('Bearer realm="geleit", error="invalid_token"');
  });

  it('answers 503 if PostgreSQL is down', async () => {
    const { answer } = await failing(
      Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' }),
    );
    expect({ status: answer.status, code: code(answer) }).toEqual({ status: 503, code: 'UNAVAILABLE' });
    expect(answer.headers['retry-after']).toBeDefined();
    expect(answer.text).not.toContain('10.0.0.1');
  });

  it.each([new Error('password of Meier'), 'password of Meier', undefined])('masks %p', async (error) => {
    const { answer, hub } = await failing(error);
    expect({ status: answer.status, code: code(answer) }).toEqual({ status: 500, code: 'INTERNAL_SERVER_ERROR' });
    expect(first(answer)?.extensions.requestId).toBe(answer.headers['x-request-id']);
    expect(answer.text + hub.logText()).not.toContain('Meier');
  });
});

describe('errors between execution and answer', () => {
  const answering = async (error: Error): Promise<Answer> => {
    const fail = (): never => {
      throw error;
    };
    const context = { ...(await stubOptions().contextFor({ headers: {}, requestId: '' })), withheld: { list: fail } };
    const hub = await run({ contextFor: () => Promise.resolve({ ...context }) });
    const answer = await hub.ask('{ hello }');
    await hub.server.close();
    return answer;
  };

  it('replace the answer: no data leaves', async () => {
    const answer = await answering(new GeleitError('ACCESS_LOG_UNAVAILABLE', 'The access log could not be written.'));
    expect({ status: answer.status, code: code(answer) }).toEqual({ status: 500, code: 'ACCESS_LOG_UNAVAILABLE' });
    expect(answer.text).not.toContain('hello');
  });

  it('are masked if they are unexpected', async () => {
    const answer = await answering(new Error('insert into core.access_log'));
    expect({ status: answer.status, code: code(answer) }).toEqual({ status: 500, code: 'INTERNAL_SERVER_ERROR' });
    expect(answer.text).not.toMatch(/insert|hello/);
    expect(first(answer)?.extensions.requestId).toBe(answer.headers['x-request-id']);
  });
});
