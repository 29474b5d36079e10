import { GraphQLBoolean, GraphQLInt, GraphQLString } from 'graphql';
import { Directive, Field, ObjectType } from 'type-graphql';
import { Open } from '../../access/declare';
import { GeleitError } from '../../platform/errors';
import type { RecordClass } from '../declaration';
import { isUuid } from '../uuid-kind';

const LARGEST_PAGE = 100;
const LIST = 'A list of what the caller may know of; its nodes are decided one by one.';

@ObjectType({ description: 'Relay page information.' })
@Open('Describes the page, not a person.')
@Directive('@shareable')
export class PageInfo {
  @Field(() => GraphQLBoolean)
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
export function connectionType(name: string, node: () => RecordClass): RecordClass {
  @ObjectType(`${name}Edge`)
  @Open(LIST)
  class Edge {
    @Field(() => node())
    node: object;

    @Field(() => GraphQLString)
    cursor: string;
  }

  @ObjectType(`${name}Connection`)
  @Open(LIST)
  class ConnectionType {
    @Field(() => [Edge])
    edges: Edge[];

    @Field(() => [node()], { description: 'The nodes of the edges, for clients that need no cursors.' })
    nodes: object[];

    @Field(() => PageInfo)
    pageInfo: PageInfo;

    @Field(() => GraphQLInt, { nullable: true, description: 'How many the caller may know of; never counts others.' })
    totalCount: number | null;
  }
  return ConnectionType;
}

/** Where the persons or records of a connection lie below its field, for the look-ahead. */
export const NODE_PATHS = [['edges', 'node'], ['nodes']] as const;

/**
 * The page size of a list, in rows.
 * @throws GeleitError PAGE_SIZE_INVALID unless it lies between 1 and 100
 */
export function pageSize(first: number): number {
  if (first >= 1 && first <= LARGEST_PAGE) return first;
  throw new GeleitError('PAGE_SIZE_INVALID', `The argument "first" must lie between 1 and ${LARGEST_PAGE}.`);
}

/** Makes the keys of a row an opaque cursor. */
export function encodeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/**
 * The keys of a cursor, or null without one.
 * @throws GeleitError INVALID_CURSOR unless the keys are those of this list
 */
export function decodeKeys(
  cursor: string | null | undefined,
  areOurs: (keys: readonly string[]) => boolean,
): readonly string[] | null {
  if (cursor === null || cursor === undefined) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    // PostgreSQL cannot compare a text with NUL; no cursor of ours holds one.
    const isText = (key: unknown): key is string => typeof key === 'string' && !key.includes('\0');
    if (Array.isArray(keys) && keys.every(isText) && areOurs(keys)) return keys;
  } catch {
    // Falls through to the error below: a broken cursor and one of another list are the same mistake.
  }
  throw new GeleitError('INVALID_CURSOR', 'The argument "after" is no endCursor of this list.');
}

/** The keys of a cursor of a list whose last key is the row's id. */
export function decodeCursor(cursor: string | null | undefined, length: number): readonly string[] | null {
  return decodeKeys(cursor, (keys) => keys.length === length && isUuid(keys.at(-1)));
}

/** A time as PostgreSQL writes it in JSON. */
export const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d:\d\d$/;

/** The keys of a cursor of a list that is ordered by time and id. */
export function decodeTimeCursor(cursor: string | null | undefined): readonly string[] | null {
  return decodeKeys(cursor, (keys) => keys.length === 2 && INSTANT.test(keys[0]!) && isUuid(keys[1]));
}

export function asConnection<Node>(
  nodes: readonly Node[],
  cursors: readonly string[],
  hasNextPage: boolean,
  totalCount: number | null,
): Connection<Node> {
  return {
    edges: nodes.map((node, index) => ({ node, cursor: cursors[index]! })),
    nodes,
    pageInfo: { hasNextPage, endCursor: cursors.at(-1) ?? null },
    totalCount,
  };
}
