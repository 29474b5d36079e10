import { GraphQLBoolean, GraphQLInt, GraphQLString } from 'graphql';
import { Directive, Field, ObjectType } from 'type-graphql';
import { Open } from '../../access/declare';
import type { RecordClass } from '../declaration';
import { encodeCursor } from './cursor';
import type { Page } from './page';

const LIST = 'A list of what the caller may know of; its nodes are decided one by one.';

@ObjectType({ description: 'Where a page of a list ends (GraphQL Cursor Connections Specification).' })
@Open('Describes the page, not a person.')
@Directive('@shareable')
export class PageInfo {
  @Field(() => GraphQLBoolean, { description: 'Whether the list goes on behind this page.' })
  hasNextPage: boolean;

  @Field(() => GraphQLString, { nullable: true, description: 'Pass it as `after` to get the next page.' })
  endCursor: string | null;
}

export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
}

/** The connection type of a node type, after the GraphQL Cursor Connections Specification. */
export function connectionType(
  name: string,
  node: () => RecordClass,
  totalCount = 'How many the caller may know of; never counts others.',
): RecordClass {
  @ObjectType(`${name}Edge`, { description: `An entry of a page of ${name}, with its place in the list.` })
  @Open(LIST)
  class Edge {
    @Field(() => node(), { description: `The ${name} at this place.` })
    node: object;

    @Field(() => GraphQLString, { description: 'Pass it as `after` to get what comes behind this entry.' })
    cursor: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  @Open(LIST)
  class ConnectionType {
    @Field(() => [Edge], { description: 'The entries of the page, each with its cursor.' })
    edges: Edge[];

    @Field(() => [node()], { description: 'The nodes of the edges, for clients that need no cursors.' })
    nodes: object[];

    @Field(() => PageInfo, { description: 'Whether and where the list goes on.' })
    pageInfo: PageInfo;

    @Field(() => GraphQLInt, { nullable: true, description: totalCount })
    totalCount: number | null;
  }
  return ConnectionType;
}

/** Where the persons or records of a connection lie below its field, for the look-ahead. */
export const NODE_PATHS = [['edges', 'node'], ['nodes']] as const;

/** @param cursorOf the cursor after the node at this index; asked only where the answer has cursors */
export function asConnection<Node>(
  nodes: readonly Node[],
  cursorOf: (index: number) => string,
  hasNextPage: boolean,
  totalCount: number | null,
): Connection<Node> {
  return {
    get edges() {
      return nodes.map((node, index) => ({ node, cursor: cursorOf(index) }));
    },
    nodes,
    pageInfo: {
      hasNextPage,
      get endCursor() {
        return nodes.length > 0 ? cursorOf(nodes.length - 1) : null;
      },
    },
    totalCount,
  };
}

/** A page whose order `keysOf` a node tells: the cursor after the node. What is not in the page is not counted. */
export function pageConnection<Node>(
  { nodes, hasMore }: Page<Node>,
  keysOf: (node: Node) => readonly string[],
): Connection<Node> {
  return asConnection(nodes, (index) => encodeCursor(keysOf(nodes[index]!)), hasMore, null);
}
