import { describe, expect, it } from '@jest/globals';
import { buildSchema, graphql } from 'graphql';
import { rheinePolicy } from '../../../test/kit/policy';
import type { RequestContext } from '../request-context';
import { sealSchema } from './guard';

const SDL = `
  directive @open(reason: String!) on OBJECT | FIELD_DEFINITION
  directive @restricted(roles: [String!]!) on OBJECT | FIELD_DEFINITION
  directive @protected(category: String!, author: String, dataDay: String) on OBJECT | FIELD_DEFINITION
  type Query @open(reason: "test") { none: Int }
  type Mutation @open(reason: "test") { known: [String!] plain: Int }`;

/** Runs mutations whose field `known` tells what is kept from before, and keeps something of its own. */
async function run(source: string, loaders: Map<unknown, unknown>) {
  const schema = buildSchema(SDL);
  schema.getMutationType()!.getFields().known!.resolve = (_source, _args, context: RequestContext) => {
    const kept = [...context.loaders.keys()];
    context.loaders.set(`kept ${kept.length}`, true);
    return kept;
  };
  const contextValue = { caller: { role: 'counsellor' }, loaders } as unknown as RequestContext;
  return graphql({
    schema: sealSchema(schema, rheinePolicy()),
    source,
    contextValue,
    rootValue: { plain: 7 },
  });
}

describe('the fields of a mutation', () => {
  it('keep nothing of what an earlier one, or their own change, has loaded', async () => {
    const loaders = new Map<unknown, unknown>();
    const { data } = await run('mutation { first: known second: known plain }', loaders);
    expect(data).toEqual({ first: [], second: [], plain: 7 });
    expect(loaders.size).toBe(0);
  });
});
