import { mergeSchemas } from '@graphql-tools/schema';
import { GraphQLDirective, DirectiveLocation, GraphQLNonNull, GraphQLString, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { ACCESS_DIRECTIVES } from '../access/declare';
import { sealSchema } from '../access/guard/guard';
import type { Policy } from '../access/policy/policy';
import { DateTimeScalar } from '../platform/scalars';
import { declarationOf } from '../records/declaration';
import { equivalentsResolver } from '../records/equivalents/equivalents-resolver';
import { recordListResolver, recordResolver } from '../records/api/record-resolver';
import type { Subgraph } from '../subgraphs/subgraph';

/** Federation's own directives, so that TypeGraphQL prints them. */
const FEDERATION_DIRECTIVES = [
  new GraphQLDirective({
    name: 'key',
    locations: [DirectiveLocation.OBJECT],
    args: { fields: { type: new GraphQLNonNull(GraphQLString) } },
  }),
  new GraphQLDirective({
    name: 'shareable',
    locations: [DirectiveLocation.OBJECT, DirectiveLocation.FIELD_DEFINITION],
  }),
];

/** One subgraph's schema before it is sealed. */
export function buildSubgraphOf({ records, person, resolvers }: Subgraph): GraphQLSchema {
  const occasional = records.filter((record) => declarationOf(record).occasion !== undefined);
  const fromRecords = [...records.map(recordResolver), ...records.map(recordListResolver)];
  return buildSchemaSync({
    resolvers: [...fromRecords, ...occasional.map(equivalentsResolver), ...resolvers] as [new () => object],
    orphanedTypes: [person, ...records],
    directives: [...ACCESS_DIRECTIVES, ...FEDERATION_DIRECTIVES],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    // Inputs are checked by the record's own declaration, which the importer shares.
    validate: false,
    skipCheck: true,
  });
}

/** The sealed schema of one subgraph: every field guarded by its declaration. */
export function sealedSubgraph(subgraph: Subgraph, policy: Policy): GraphQLSchema {
  return sealSchema(buildSubgraphOf(subgraph), policy);
}

/** All subgraphs in one schema: sealed first, so that no way of composing them can leave a guard behind. */
export function sealedHub(subgraphs: readonly Subgraph[], policy: Policy): GraphQLSchema {
  return mergeSchemas({ schemas: subgraphs.map((subgraph) => sealedSubgraph(subgraph, policy)) });
}
