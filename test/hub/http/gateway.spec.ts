import { makeExecutableSchema } from '@graphql-tools/schema';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execute } from 'graphql';
import { run, schema, type Answer, type Running } from './http-server.fixture';
import type { Executor } from '../../../src/hub/http/options';

/** The least that makes Apollo leave running documents to somebody else. */
const executor: Executor = ({ document, operationName, variables: variableValues, context: contextValue }) =>
  Promise.resolve(execute({ schema, document, operationName, variableValues, contextValue }));

describe("an executor of the hub's own", () => {
  let hub: Running;
  beforeAll(async () => {
    hub = await run({ executor });
  });
  afterAll(() => hub.server.close());

  const codes = ({ body }: Answer) => body.errors?.map(({ extensions }) => extensions.code);

  it('answers queries', async () => {
    expect((await hub.ask('{ hello slow(milliseconds: 1) }')).body).toEqual({ data: { hello: 'hello', slow: 'done' } });
  });

  it('obeys the same limits', async () => {
    expect(codes(await hub.ask('{ persons(first: 90000) { edges { cursor } } }'))).toEqual(['QUERY_TOO_COSTLY']);
  });

  it('repeats no value of a variable', async () => {
    const input = { familyName: 'Meier', birthDate: 'Meier', sex: 'Meier', tags: [1, 'Meier'] };
    const answer = await hub.ask('mutation ($input: PersonInput!) { enter(input: $input) }', { input });
    expect(answer.status).toBe(400);
    expect(new Set(codes(answer))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(answer.text).not.toContain('Meier');
    expect(answer.text).toMatch(/birthDate.*sex.*tags/);
  });

  it('masks unexpected errors, and answers 503 if PostgreSQL fails', async () => {
    const unexpected = await hub.ask('{ hello fail(how: "text-of-a-row") }');
    expect(codes(unexpected)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(unexpected.text + hub.logText()).not.toContain('Meier');
    const down = await hub.ask('{ hello fail(how: "57P01") }');
    expect({ status: down.status, codes: codes(down) }).toEqual({ status: 503, codes: ['UNAVAILABLE'] });
    expect(codes(await hub.ask('{ fail(how: "no-such-person") }'))).toEqual(['NO_SUCH_PERSON']);
  });

  it('runs nothing for an operation that the document does not have, by GET as little as by POST', async () => {
    // This executor takes the only operation of a document whatever its name, as one that asks Apollo for the name does.
    const entered = jest.fn(() => 'entered');
    const careless = makeExecutableSchema({
      typeDefs: 'type Query { hello: String } type Mutation { enter: String }',
      resolvers: { Mutation: { enter: entered } },
    });
    const other = await run({
      schema: careless,
      executor: ({ document }) => Promise.resolve(execute({ schema: careless, document })),
    });
    const query = 'mutation A { enter }';
    const parameters = new URLSearchParams({ query, operationName: 'B' }).toString();
    const answers = [
      await other.send(`/graphql?${parameters}`, { headers: { 'apollo-require-preflight': 'yes' } }),
      await other.send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, operationName: 'B' }),
      }),
    ];
    await other.server.close();
    expect(entered).not.toHaveBeenCalled();
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
    expect(answers.map(codes)).toEqual([['OPERATION_RESOLUTION_FAILURE'], ['OPERATION_RESOLUTION_FAILURE']]);
  });

  it('refuses an operation that the document does not have', async () => {
    const body = '{"query":"query A { hello }","operationName":"Meier"}';
    const headers = { 'content-type': 'application/json' };
    const answer = await hub.send('/graphql', { method: 'POST', headers, body });
    expect({ status: answer.status, codes: codes(answer) }).toEqual({
      status: 400,
      codes: ['OPERATION_RESOLUTION_FAILURE'],
    });
  });
});
