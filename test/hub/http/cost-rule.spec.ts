import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Kind, parse } from 'graphql';
import { ASSUMED_LIST_SIZE, costOf, knownCost } from '../../../src/hub/http/cost-rule';
import { schema } from './http-server.fixture';

function cost(text: string, variables?: Record<string, unknown>): number {
  const document = parse(text);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  return costOf(schema, document, operation, variables);
}

describe('cost of an operation', () => {
  it('counts objects and not scalars', () => {
    expect(cost('{ hello }')).toBe(0);
    expect(cost('{ person(id: 1) { id familyName } }')).toBe(1);
    expect(cost('{ person(id: 1) { id household { kind } } }')).toBe(2);
  });

  it('multiplies the page size with all that every item of the page asks for', () => {
    // The connection, and 20 times an edge, a node and a household.
    expect(cost('{ persons(first: 20) { edges { node { household { kind } } } } }')).toBe(1 + 20 * 3);
  });

  it('takes a list without a page size for a handful', () => {
    expect(cost('{ person(id: 1) { records0 { id } } }')).toBe(1 + ASSUMED_LIST_SIZE);
    expect(cost('{ persons(first: 10) { edges { node { records0 { id course { title } } } } } }')).toBe(
      1 + 10 * (2 + ASSUMED_LIST_SIZE * 2),
    );
  });

  it('counts at least as many as there are keys in a list argument', () => {
    const ids = Array.from({ length: 40 }, (_, i) => `"${i}"`).join(', ');
    expect(cost(`{ many(ids: [${ids}]) { id } }`)).toBe(40);
    expect(cost('query ($ids: [ID!]!) { many(ids: $ids) { id } }', { ids: Array(70).fill('1') })).toBe(70);
  });

  it('takes a page whose size is missing, null or no number for the largest', () => {
    const query = 'query ($first: Int) { persons(first: $first) { edges { cursor } } }';
    expect(cost('{ persons { edges { cursor } } }')).toBe(101);
    for (const first of [undefined, null, '7', { a: 1 }]) expect(cost(query, { first })).toBe(101);
  });

  it('uses the default of a variable that is not given', () => {
    expect(cost('query ($first: Int = 7) { persons(first: $first) { edges { cursor } } }')).toBe(8);
  });

  it('never lets a page of zero or less make what is nested in it free', () => {
    for (const first of [0, -100]) {
      expect(cost(`{ persons(first: ${first}) { edges { node { id } } } }`)).toBe(3);
    }
  });

  it('counts the same through fragments as in place', () => {
    const inPlace = cost('{ persons(first: 9) { edges { node { records0 { course { title } } } } } }');
    const fragments = `{ persons(first: 9) { ...Page } } fragment Page on PersonConnection { edges { node { ...P } } }
      fragment P on Person { ... on Person { records0 { ...R } } } fragment R on Record { course { title } }`;
    expect(cost(fragments)).toBe(inPlace);
  });

  it('never falls when the page grows or the selection does', () => {
    const records = fc.subarray(['records0 { id }', 'records1 { course { title } }', 'household { members { id } }']);
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), records, (first, more, selected) => {
        const page = (size: number, fields: string[]) =>
          cost(`{ persons(first: ${size}) { edges { node { id ${fields.join(' ')} } } } }`);
        const least = page(first, []);
        expect(page(first, selected)).toBeGreaterThanOrEqual(least);
        expect(page(first + more, selected)).toBeGreaterThanOrEqual(page(first, selected));
      }),
    );
  });

  it('stays a number for absurd sizes', () => {
    const query = `{ persons(first: ${'9'.repeat(400)}) { edges { node { household { members { id } } } } } }`;
    expect(cost(query)).toBeGreaterThan(1e9);
  });
});

describe('a cost that is remembered', () => {
  const query = `query ($a: Int = 3, $b: Int, $ids: [ID!]) { persons(first: $a) { edges { node { records0 { id } } } }
    more: persons(first: $b) { edges { cursor } } many(ids: $ids) { id } }`;
  const document = parse(query);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!;
  const known = (variables: Record<string, unknown>) => knownCost(schema, document, operation, variables);

  it('is not that of a variable whose name spells another one with its value', () => {
    expect(known({ a: 1, b: 1 })).toBe(cost(query, { a: 1, b: 1 }));
    for (const name of ['b=1', 'b:1', '"b":1', 'b', 'toString', 'constructor']) {
      expect([name, known({ a: 1, [name]: null })]).toEqual([name, cost(query, { a: 1 })]);
    }
    expect(known(JSON.parse('{"a":1,"__proto__":{"b":1}}') as Record<string, unknown>)).toBe(cost(query, { a: 1 }));
  });

  it('is the one that would be counted anew, whatever was asked before', () => {
    const name = fc.constantFrom('a', 'b', 'ids', 'a=1', 'b=1', 'a=1,b=2', '__proto__', '0');
    const ids = fc.array(fc.constant('1'), { maxLength: 40 });
    const value = fc.oneof(fc.integer(), fc.constantFrom(null, '7', true, false, 1.5, Infinity, NaN), ids);
    fc.assert(
      fc.property(fc.array(fc.dictionary(name, value), { minLength: 1, maxLength: 8 }), (asked) => {
        for (const variables of asked) expect(known(variables)).toBe(cost(query, variables));
      }),
    );
  });
});
