import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute } from 'graphql';
import { run, schema, WHOLE_PERSON, type Answer, type Running } from './http-server.fixture';
import type { Executor } from '../../../src/hub/http/options';

let hub: Running;
beforeAll(async () => {
  hub = await run({ production: true });
});
afterAll(() => hub.server.close());

const codesOf = ({ body }: Answer) => [...new Set(body.errors?.map(({ extensions }) => extensions.code))];

/** The same query by POST and by GET. */
async function onEveryTransport(query: string): Promise<Answer[]> {
  return [
    await hub.ask(query),
    await hub.send(`/graphql?query=${encodeURIComponent(query)}`, { headers: { 'apollo-require-preflight': 'yes' } }),
  ];
}

async function expectRefused(query: string, code: string): Promise<void> {
  for (const answer of await onEveryTransport(query)) {
    expect({ status: answer.status, codes: codesOf(answer) }).toEqual({ status: 400, codes: [code] });
    expect(answer.body.data).toBeUndefined();
  }
}

const membersOf = (levels: number): string =>
  levels === 0 ? 'familyName' : `household { members { ${membersOf(levels - 1)} } }`;

describe('limits of a query', () => {
  it('lets a page of 100 persons with all their records pass', async () => {
    for (const answer of await onEveryTransport(`{ persons(first: 100) { edges { node { ${WHOLE_PERSON} } } } }`)) {
      expect(answer).toMatchObject({ status: 200, body: { data: { persons: { edges: [] } } } });
    }
  });

  it('lets members of a person’s household and their own household pass', async () => {
    expect((await hub.ask(`{ person(id: "1") { ${membersOf(2)} } }`)).status).toBe(200);
  });

  it('refuses members of members of members, for one person as for a page', async () => {
    await expectRefused(`{ person(id: "1") { ${membersOf(3)} } }`, 'QUERY_TOO_DEEP');
    await expectRefused(`{ persons(first: 1) { edges { node { ${membersOf(3)} } } } }`, 'QUERY_TOO_DEEP');
  });

  it('counts depth through fragments', async () => {
    const fragments = [1, 2, 3]
      .map((level) => `fragment F${level} on Person { household { members { ...F${level + 1} } } }`)
      .join(' ');
    const query = `{ person(id: "1") { ...F1 } } ${fragments} fragment F4 on Person { id }`;
    await expectRefused(query, 'QUERY_TOO_DEEP');
  });

  it('refuses a query that asks for too many objects', async () => {
    await expectRefused(`{ persons(first: 1000) { edges { node { ${WHOLE_PERSON} } } } }`, 'QUERY_TOO_COSTLY');
  });

  it('reads the page size from variables, also for a document that it has seen before', async () => {
    const query = `query ($first: Int) { persons(first: $first) { edges { node { ${WHOLE_PERSON} } } } }`;
    expect((await hub.ask(query, { first: 20 })).status).toBe(200);
    const answer = await hub.ask(query, { first: 2000 });
    expect({ status: answer.status, codes: codesOf(answer) }).toEqual({ status: 400, codes: ['QUERY_TOO_COSTLY'] });
  });

  it('takes no variable that only looks like another one for it, however often it comes', async () => {
    const page = `persons(first: $a) { edges { node { ${WHOLE_PERSON} } } }`;
    const query = `query ($a: Int) { ${Array.from({ length: 4 }, (_, i) => `p${i}: ${page}`).join(' ')} }`;
    const executor: Executor = async ({ document, variables }) =>
      execute({ schema, document, variableValues: variables });
    const repeating = await run({ executor });
    const ask = (text: string) =>
      repeating.send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }).replace(/\}$/, `, "variables": ${text} }`),
      });
    for (let time = 1; time <= 3; time += 1) {
      expect((await ask('{"a":1}')).status).toBe(200);
      for (const text of ['{"a=1":null}', '{"a:1":null}', '{"A":1}', '{"a":null}', '{}']) {
        expect([text, codesOf(await ask(text))]).toEqual([text, ['QUERY_TOO_COSTLY']]);
      }
    }
    await repeating.server.close();
  });

  it('allows 30 aliases and refuses 31', async () => {
    const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, i) => `a${i}: hello`).join(' ')} }`;
    expect((await hub.ask(aliases(30))).status).toBe(200);
    await expectRefused(aliases(31), 'TOO_MANY_ALIASES');
  });

  it('allows 30 directives and refuses 31', async () => {
    const directives = (count: number) =>
      `{ ${Array.from({ length: count }, (_, i) => `...on Query @include(if: ${i % 2 ? 'true' : 'false'}) { hello }`).join(' ')} }`;
    expect((await hub.ask(directives(30))).status).toBe(200);
    await expectRefused(directives(31), 'TOO_MANY_DIRECTIVES');
  });

  it('refuses more than 2000 tokens', async () => {
    await expectRefused(`{ ${'hello '.repeat(2000)} }`, 'QUERY_TOO_LONG');
  });

  it('refuses a body of more than 100 kB', async () => {
    const answer = await hub.ask(`{ hello } #${'x'.repeat(100_000)}`);
    expect({ status: answer.status, codes: codesOf(answer) }).toEqual({ status: 413, codes: ['BODY_TOO_LARGE'] });
    expect((await hub.ask(`{ hello } #${'x'.repeat(99_000)}`)).status).toBe(200);
  });

  it('stops validation after a few errors', async () => {
    const { body } = await hub.ask(`{ ${Array.from({ length: 50 }, (_, i) => `unknown${i}`).join(' ')} }`);
    expect(body.errors?.length).toBeLessThanOrEqual(6);
  });

  it('answers fragments that double at every level in a moment', async () => {
    const levels = 60;
    const fragments = Array.from(
      { length: levels },
      (_, i) => `fragment F${i} on Person { ${i + 1 < levels ? `...F${i + 1} ...F${i + 1}` : 'id'} }`,
    );
    const start = performance.now();
    await hub.ask(`{ person(id: "1") { ...F0 } } ${fragments.join(' ')}`);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('survives fragments that spread each other in a circle', async () => {
    const query = '{ person(id: "1") { ...A } } fragment A on Person { ...B } fragment B on Person { ...A }';
    const answer = await hub.ask(query);
    expect({ status: answer.status, codes: codesOf(answer) }).toEqual({
      status: 400,
      codes: ['GRAPHQL_VALIDATION_FAILED'],
    });
  });
});
