import { makeExecutableSchema } from '@graphql-tools/schema';
import { getDocumentNodeFromSchema, getResolversFromSchema } from '@graphql-tools/utils';
import { GraphQLDirective, DirectiveLocation, GraphQLNonNull, GraphQLString, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, getMetadataStorage } from 'type-graphql';
import { ACCESS_DIRECTIVES } from '../access/declare';
import { sealSchema } from '../access/guard/guard';
import type { Policy } from '../access/policy/policy';
import { DateTimeScalar } from '../platform/scalars';
import { declarationOf } from '../records/declaration';
import { equivalentsResolver } from '../records/equivalents/equivalents-resolver';
import { normalizeArguments } from '../records/api/normal-arguments';
import { recordListResolver, recordResolver } from '../records/api/record-resolver';
import type { Subgraph } from '../subgraphs/subgraph';

/** Federation's own directives, so that TypeGraphQL prints them. */
const FEDERATION_DIRECTIVES = [
  new GraphQLDirective({
    name: 'key',
    description: 'Federation: by which fields the subgraphs mean the same object.',
    locations: [DirectiveLocation.OBJECT],
    args: { fields: { type: new GraphQLNonNull(GraphQLString), description: 'The fields, separated by spaces.' } },
  }),
  new GraphQLDirective({
    name: 'shareable',
    description: 'Federation: several subgraphs may answer this, and answer the same.',
    locations: [DirectiveLocation.OBJECT, DirectiveLocation.FIELD_DEFINITION],
  }),
];

const ROOTS = {
  Query: 'What you can ask. Every answer about a person goes on record.',
  Mutation: 'What you can record and decide. The fields of one request are done one after the other.',
  Subscription: 'Of what you can be told as it happens, with the rights that you have at that moment.',
};

/** Subscriptions bring their own source; one that names a topic instead would hear of nothing, so it fails. */
const NO_TOPICS = {
  publish: (): void => undefined,
  subscribe(): never {
    throw new Error('Subscriptions have a "subscribe" of their own; there are no topics.');
  },
};

/**
 * One subgraph's schema before it is sealed, with its subscriptions.
 * @param withLive false leaves them out: see `sealedSubgraph`
 */
export function buildSubgraphOf({ records, person, resolvers, live }: Subgraph, withLive = true): GraphQLSchema {
  readPropertiesDirectly();
  const occasional = records.filter((record) => declarationOf(record).occasion !== undefined);
  const fromRecords = [...records.map(recordResolver), ...records.map(recordListResolver)];
  const own = [...resolvers, ...(withLive ? (live ?? []) : [])];
  const schema = buildSchemaSync({
    resolvers: [...fromRecords, ...occasional.map(equivalentsResolver), ...own] as [new () => object],
    orphanedTypes: [person, ...records],
    directives: [...ACCESS_DIRECTIVES, ...FEDERATION_DIRECTIVES],
    pubSub: NO_TOPICS,
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    // Inputs are checked by the record's own declaration, which the importer shares.
    validate: false,
    skipCheck: true,
  });
  describeRoots(schema);
  return normalizeArguments(schema);
}

/** TypeGraphQL makes the root types itself and leaves them without a description. */
function describeRoots(schema: GraphQLSchema): void {
  for (const [name, description] of Object.entries(ROOTS)) {
    const root = schema.getType(name);
    if (root) root.description = description;
  }
}

/**
 * Fields without a resolver of their own are properties of their object. TypeGraphQL would run its chain of middlewares,
 * of which there are none, for each value of a list.
 */
function readPropertiesDirectly(): void {
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers ??= true;
}

/**
 * The sealed schema of one subgraph behind a gateway: every field guarded by its declaration. Without subscriptions: of
 * federation's routers only some can pass them on, each in a way of its own, and what they would open to a router is
 * one long connection for everybody. Front ends subscribe at the hub itself.
 */
export function sealedSubgraph(subgraph: Subgraph, policy: Policy): GraphQLSchema {
  return sealSchema(buildSubgraphOf(subgraph, false), policy);
}

/** All subgraphs in one schema: sealed first, so that no way of composing them can leave a guard behind. */
export function sealedHub(subgraphs: readonly Subgraph[], policy: Policy): GraphQLSchema {
  return inOneSchema(subgraphs.map((subgraph) => sealSchema(buildSubgraphOf(subgraph), policy)));
}

/**
 * Merges the schemas of subgraphs. `mergeSchemas` does the same in three times the time, which each start would wait for:
 * it also carries over extensions, of which there are none, checks again what has been checked, and copies the result.
 */
export function inOneSchema(subgraphs: readonly GraphQLSchema[]): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: subgraphs.map((schema) => getDocumentNodeFromSchema(schema)),
    resolvers: subgraphs.map((schema) => getResolversFromSchema(schema)),
    assumeValidSDL: true,
    updateResolversInPlace: true,
  });
}
