import { createRequire } from 'node:module';
import type * as Subgraphs from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import type * as Composition from '@theguild/federation-composition';
import { parse, visit, type DocumentNode, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { createResolversMap } from 'type-graphql';
import type { Policy } from '../access/policy/policy';
import { rowLoader } from '../records/loader-of';
import type { PersonRow } from '../records/read/load-persons';
import { personsById } from '../records/read/persons-by-id';
import type { RecordContext } from '../records/record-context';
import { isUuid, normalId } from '../records/uuid-kind';
import type { Subgraph } from '../subgraphs/subgraph';
import { sealedSubgraph } from './compose';

/** Only a subgraph by itself, and who composes them, needs federation; the hub does not load it. */
const load = createRequire(__filename);

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])`;

/** Directives that come from the federation specification and must not be defined again. */
const FEDERATION = ['key', 'shareable'];

/** The SDL of one subgraph as a gateway composes it. */
export function subgraphSdl(sealed: GraphQLSchema): DocumentNode {
  const document = parse(`${LINK}\n${printSchemaWithDirectives(sealed)}`);
  return visit(document, {
    DirectiveDefinition: (node) => (FEDERATION.includes(node.name.value) ? null : undefined),
    SchemaDefinition: () => null,
  });
}

/**
 * One subgraph for a federation gateway. Sealed first, federated second: `_entities` goes through the same guard, and
 * its persons through the same statement, as any other query.
 */
export function federatedSubgraph(subgraph: Subgraph, policy: Policy): GraphQLSchema {
  const sealed = sealedSubgraph(subgraph, policy);
  const resolvers = createResolversMap(sealed) as Record<string, Record<string, unknown>>;
  const { buildSubgraphSchema } = load('@apollo/subgraph') as typeof Subgraphs;
  return buildSubgraphSchema({
    typeDefs: subgraphSdl(sealed),
    resolvers: { ...resolvers, Person: { ...resolvers.Person, __resolveReference: resolvePerson } } as never,
  });
}

/** All references of a query in one statement; a person whom the caller does not know is null, like one who is not. */
function resolvePerson(
  reference: { id?: unknown },
  context: RecordContext,
  info: GraphQLResolveInfo,
): Promise<PersonRow | null> {
  const id = typeof reference.id === 'string' ? normalId(reference.id) : undefined;
  if (!isUuid(id)) return Promise.resolve(null);
  const loader = rowLoader(context, info.fieldNodes[0]!, async (ids) => {
    const { persons } = await context.persons.load(context, info, [[]], personsById(ids));
    return persons;
  });
  return loader.load(id);
}

/**
 * Composes the supergraph from the subgraphs' SDL.
 * @throws Error naming every composition error
 */
export function composeSupergraph(subgraphs: readonly Subgraph[], policy: Policy): string {
  const { composeServices } = load('@theguild/federation-composition') as typeof Composition;
  const composed = composeServices(
    subgraphs.map((subgraph) => ({
      name: subgraph.name,
      typeDefs: subgraphSdl(sealedSubgraph(subgraph, policy)),
      url: `http://${subgraph.name}.subgraphs.invalid/graphql`,
    })),
  );
  if (composed.errors?.length) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  return composed.supergraphSdl!;
}
