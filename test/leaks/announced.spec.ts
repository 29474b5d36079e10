// Before everything that it stands in for.
import { forget } from './forgetful-log';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import { buildExecutionContext } from 'graphql/execution/execute';
import { repeatedExecution } from '../../src/hub/execution/repeated-execution';
import { federatedSubgraph } from '../../src/hub/federate';
import { REGISTRY, SUBGRAPHS } from '../../src/hub/subgraphs';
import { writeFuzzCast, type Asker, type Cast } from '../fuzz/cast';
import { arbitraryRequest } from '../fuzz/documents/arbitrary-request';
import { printDocument } from '../fuzz/documents/print-document';
import { entriesOf } from '../fuzz/log-entries';
import { selectedBelow, type Selected } from '../fuzz/reference/selected';
import { useDatabase } from '../kit/database';
import { sealedSchema, staff, useHub } from '../kit/hub';
import { person, type TestPerson } from '../kit/people';
import { rheinePolicy } from '../kit/policy';
import { fieldByField, repeated } from '../operations/executors';

const RECORD_TYPES = new Set(REGISTRY.all.filter(({ onPerson }) => onPerson !== null).map(({ name }) => name));

/** Fields of persons and of their records that an answer shows, as the log names them. */
function shownIn(parent: string, data: unknown, selected: Selected): string[] {
  if (Array.isArray(data)) return data.flatMap((one) => shownIn(parent, one, selected));
  if (typeof data !== 'object' || data === null) return [];
  return [...selected].flatMap(([name, { keys, type, below }]) => {
    const values = [...keys].map((key) => (data as Record<string, unknown>)[key]).filter((value) => value != null);
    if (values.length === 0 || name === '__typename') return [];
    const inner = type ? values.flatMap((value) => shownIn(type.name, value, below)) : [];
    // Whom it is about an entry says itself; of a field that holds records it names the fields of these.
    const isTold =
      parent === 'Person' ? name === 'id' || REGISTRY.onPerson(name) !== undefined : !RECORD_TYPES.has(parent);
    return isTold ? inner : [`${parent}.${name}`, ...inner];
  });
}

describe('a loader that forgets to tell the log', () => {
  const database = useDatabase();
  const manager = staff('city', 'case-manager');
  let anna: TestPerson;
  let hub: ReturnType<typeof useHub>;

  beforeAll(async () => {
    anna = await person(database)
      .with('Identity', { by: 'city', values: { familyName: 'Beispiel', birthDate: '1990-01-01' } })
      .with('Case', { by: 'city' })
      .with('Household', { by: 'city' })
      .create();
  });

  const QUERY =
    'query ($id: ID!) { person(id: $id) { id identity { familyName givenName } cases { phase } links { id } household { members { identity { familyName } } } } }';
  const NOT_LOGGED = expect.objectContaining({ reason: 'NOT_LOGGED' });

  it.each([
    ['for the first time', fieldByField],
    ['again', repeated],
  ])('of fields, discloses none of them to a document that is asked %s', async (_, executor) => {
    forget(['Identity.familyName', 'Person.cases', 'Household.members']);
    hub = useHub(database);
    const { data, withheld, errors } = await executor(hub)(manager, null, QUERY, { id: anna.id });
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).not.toContain('Beispiel');
    expect(data).toMatchObject({ person: { id: anna.id, cases: null, household: { members: null }, links: [] } });
    expect(withheld).toEqual([NOT_LOGGED, NOT_LOGGED, NOT_LOGGED]);
    forget([]);
    const { data: told } = await executor(useHub(database))(manager, null, QUERY, { id: anna.id });
    expect(JSON.stringify(told)).toContain('Beispiel');
  });

  it.each([
    ['a page of persons', '{ persons(first: 5) { nodes { identity { familyName } } } }'],
    [
      'a search',
      '{ searchPersons(by: { familyName: "Beispiel", birthDate: "1990-01-01" }) { id identity { familyName } } }',
    ],
    ['nothing but persons and their records', 'query ($id: ID!) { person(id: $id) { identity { familyName } } }'],
  ])('discloses none of them to %s, however often it is asked', async (_, source) => {
    forget(['Identity.familyName']);
    hub = useHub(database);
    for (const executor of [fieldByField, repeated]) {
      const { data } = await executor(hub)(manager, null, source, source.includes('$id') ? { id: anna.id } : {});
      expect(JSON.stringify(data)).not.toContain('"Beispiel"');
    }
  });

  it('discloses none of them behind a gateway', async () => {
    forget(['Identity.familyName']);
    const core = SUBGRAPHS.find(({ name }) => name === 'core')!;
    const schema = federatedSubgraph(core, rheinePolicy());
    const source =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { identity { familyName } } } }';
    for (const executor of [fieldByField, repeated]) {
      const { data } = await executor(useHub(database), schema)(manager, null, source, {
        r: [{ __typename: 'Person', id: anna.id }],
      });
      expect(JSON.stringify(data)).not.toContain('Beispiel');
    }
  });

  it('discloses none of them in a list of records, nor in the answer to a change', async () => {
    forget([], ['familyName']);
    hub = useHub(database);
    const list = await hub.ask(manager, null, '{ identities(first: 5) { nodes { id familyName } } }');
    expect(list.data).toEqual({ identities: { nodes: [{ id: expect.any(String), familyName: null }] } });
    expect(list.withheld).toEqual([NOT_LOGGED]);
    const register = `mutation { registerPerson(input: { fileNumber: "AZ-7", givenName: "Bo", familyName: "Verborgen",
      birthDate: "1990-01-01" }) { id } }`;
    expect((await hub.ask(manager, null, register)).errors).toEqual([]);
    const { id } = anna.records.find(({ declaration }) => declaration.name === 'Identity')!;
    const change = `mutation ($id: ID!) { changeIdentity(input: { id: $id, version: 1, givenName: "Cem" }) { givenName familyName } }`;
    const changed = await hub.ask(manager, null, change, { id });
    expect(changed.data).toEqual({ changeIdentity: { givenName: 'Cem', familyName: null } });
    expect(changed.withheld).toEqual([NOT_LOGGED]);
    forget([]);
  });
});

describe('whatever a loader forgets to tell the log', () => {
  const database = useDatabase();
  const writing = useHub(database);
  let cast: Cast;

  beforeAll(async () => {
    forget([]);
    cast = await writeFuzzCast(database, writing);
  }, 120_000);

  it('a random document is answered nothing that is not on record, the first and every further time', async () => {
    const schema = sealedSchema();
    const root = schema.getQueryType() as GraphQLObjectType;
    const fields = ['Person', ...RECORD_TYPES].flatMap((type) =>
      Object.keys((schema.getType(type) as GraphQLObjectType).getFields()).map((name) => `${type}.${name}`),
    );
    let shown = 0;
    const unlogged = async ({ caller, purpose }: Asker, source: string, variables: Record<string, unknown>) => {
      const hub = useHub(database);
      const run = repeatedExecution(schema, REGISTRY);
      const document = parse(source);
      const queryHash = createHash('sha256').update(source).digest('hex');
      const found: string[] = [];
      for (let time = 1; time <= 3; time += 1) {
        const context = hub.contextOf(caller, purpose);
        const result = await run({ document, queryHash, operationName: null, variables, context });
        const built = buildExecutionContext({ schema, document, variableValues: variables });
        if (!('operation' in built)) return [];
        const { operation, fragments, variableValues } = built;
        const info = { schema, fragments, variableValues, returnType: root, fieldNodes: [operation] };
        const selected = selectedBelow(info as unknown as GraphQLResolveInfo);
        const data: unknown = JSON.parse(JSON.stringify(result.data ?? null));
        const answered = new Set(shownIn('Query', data, selected));
        const logged = new Set((await entriesOf(database, context.requestId)).flatMap((entry) => entry.fields));
        shown += answered.size;
        found.push(...[...answered].filter((one) => !logged.has(one)).map((one) => `time ${time}: ${one}`));
      }
      return found;
    };
    const forgotten = fc.oneof(fc.constant([]), fc.subarray(fields), fc.subarray(fields, { maxLength: 9 }));
    await fc.assert(
      fc.asyncProperty(arbitraryRequest(schema, cast), forgotten, async ({ asker, tree }, forgets) => {
        const { source, variables } = printDocument(schema, root, tree);
        forget(forgets);
        expect({ source, forgets, unlogged: await unlogged(asker, source, variables) }).toMatchObject({ unlogged: [] });
      }),
      { numRuns: 150, seed: 13, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    );
    forget([]);
    expect(shown).toBeGreaterThan(100);
  }, 240_000);
});
