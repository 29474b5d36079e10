import { ApolloServer } from '@apollo/server';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { getNamedType, isLeafType, type GraphQLFieldConfig } from 'graphql';
import { federatedSubgraph } from '../../src/hub/federate';
import { SUBGRAPHS } from '../../src/hub/subgraphs';
import { useDatabase } from '../kit/database';
import { sealedSchema, staff, useHub } from '../kit/hub';
import { rheinePolicy } from '../kit/policy';
import { protectedFields } from '../kit/protected-fields';
import { CALLERS, CORPUS, everybodyIn, variablesOf, writeCast, type Cast } from './corpus';
import { fieldByField, repeated, type Executor } from './executors';
import { startTestHub } from './running-hub';

describe('a document that has come before is answered like one that comes for the first time', () => {
  const database = useDatabase();
  const hub = useHub(database);
  const first = fieldByField(hub);
  const again = repeated(hub);
  let cast: Cast;
  let shown = 0;

  beforeAll(async () => {
    cast = await writeCast(database);
  });

  const cases = [...CORPUS].flatMap(([operation, source]) =>
    CALLERS.map(([who, caller, purpose]) => ({ operation, who, source, caller, purpose })),
  );

  it.each(cases)('$operation of $who', async ({ operation, source, caller, purpose }) => {
    for (const variables of variablesOf(operation, cast)) {
      const expected = await first(caller(cast), purpose, source, variables);
      const answer = await again(caller(cast), purpose, source, variables);
      expect(answer).toEqual(expected);
      // The order of the fields is that of the query (GraphQL specification, section 7.2.2).
      expect(JSON.stringify(answer.data)).toBe(JSON.stringify(expected.data));
      if (JSON.stringify(expected.data).length > 200) shown += 1;
    }
  });

  it('over HTTP too, where Apollo is asked only for the first time', async () => {
    const running = await startTestHub({ appUrl: database.appUrl });
    const apollo = jest.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
    try {
      for (const { operation, source, caller, purpose } of cases) {
        for (const variables of variablesOf(operation, cast)) {
          const answers = [];
          for (let time = 0; time < 3; time += 1) {
            apollo.mockClear();
            const answer = await running.ask(caller(cast), purpose, source, variables);
            const { date: _, 'x-request-id': requestId, 'content-length': __, ...headers } = answer.headers;
            const text = answer.text.replaceAll(String(requestId), 'the request');
            const body = JSON.parse(text) as { errors?: unknown[] };
            // Fields of a query run side by side, so errors come in the order in which their refusals are on record.
            body.errors?.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
            answers.push({ status: answer.status, headers, body });
            if (time > 0 && answer.errors.length === 0) expect(apollo).not.toHaveBeenCalled();
          }
          expect(answers[1]).toEqual(answers[0]);
          expect(answers[2]).toEqual(answers[0]);
        }
      }
    } finally {
      apollo.mockRestore();
      await running.stop();
    }
  }, 60_000);

  it.each(SUBGRAPHS.map((subgraph) => [subgraph.name, subgraph] as const))(
    '_entities of %s, served alone',
    async (_, subgraph) => {
      const schema = federatedSubgraph(subgraph, rheinePolicy());
      const fields = protectedFields(schema).map(({ name, type }) => {
        const own = Object.values(type.getFields()).filter(({ type: of }) => isLeafType(getNamedType(of)));
        return `${name} { ${own.map((field) => field.name).join(' ')} }`;
      });
      const source = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Person { id ${fields.join(' ')} } } }`;
      const r = [...everybodyIn(cast), { id: 'nobody' }].map(({ id }) => ({
        __typename: 'Person',
        id,
      }));
      const [one, other] = [fieldByField(hub, schema), repeated(hub, schema)];
      for (const [, caller, purpose] of CALLERS) {
        const expected = await one(caller(cast), purpose, source, { r });
        expect(await other(caller(cast), purpose, source, { r })).toEqual(expected);
        expect(expected.errors).toEqual([]);
      }
    },
  );

  it('is really run in another way: nothing looks at the fields of whole records', async () => {
    const careless = mapSchema(sealedSchema(), {
      [MapperKind.OBJECT_FIELD]: (field: GraphQLFieldConfig<unknown, unknown>, name, type) =>
        type === 'Identity' && name === 'familyName'
          ? { ...field, resolve: () => Promise.reject(new Error('looked at')) }
          : undefined,
    });
    const source = 'query ($id: ID!) { person(id: $id) { identity { familyName } } }';
    const ask = (run: Executor) => run(staff('city'), null, source, { id: cast.open.id });
    expect((await ask(fieldByField(hub, careless))).errors).toMatchObject([{ message: 'looked at' }]);
    expect(await ask(repeated(hub, careless))).toMatchObject({
      data: { person: { identity: { familyName: 'Beispiel' } } },
      errors: [],
    });
  });

  it('the corpus shows something to compare', () => {
    expect(shown).toBeGreaterThan(50);
  });
});
