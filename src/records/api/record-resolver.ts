import { GraphQLInt, GraphQLString, type GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { Open, Restricted } from '../../access/declare';
import type { RecordClass } from '../declaration';
import { declarationOf } from '../declaration';
import { recordPage } from '../read/record-page';
import type { RecordContext } from '../record-context';
import { changeOwn, recordNew, type OwnRecord } from '../write/record-writer';
import { connectionType, type Connection } from './connection';
import { decodeCursor, encodeCursor } from './cursor';
import { AFTER, FIRST, pageSize } from './page';
import {
  changingInput,
  recordingInput,
  type ChangingInput,
  type RecordingInput,
  type RecordValues,
} from './record-input';

/** Leaves a method out of the schema. */
const NO_MUTATION: MethodDecorator = () => undefined;

/** The mutations with which the author of a record type records and changes its own records. */
export function recordResolver(type: RecordClass): new () => object {
  const declaration = declarationOf(type);
  const { name } = declaration;
  const Recording = recordingInput(declaration);
  const Changing = changingInput(declaration);

  @Resolver()
  class RecordResolver {
    @(declaration.recordedThrough
      ? NO_MUTATION
      : Mutation(() => type, {
          nullable: true,
          name: `record${name}`,
          description: `Records: ${declaration.description}`,
        }))
    @Restricted('counsellor', 'case-manager', 'service')
    record(
      @Arg('input', () => Recording, { description: `The values of the new ${name}.` })
      input: RecordingInput & RecordValues,
      @Ctx() context: RecordContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<OwnRecord> {
      return recordNew(context, declaration, { ...input }, info);
    }

    @Mutation(() => type, {
      nullable: true,
      name: `change${name}`,
      description: `Changes what your institution recorded.`,
    })
    @Restricted('counsellor', 'case-manager', 'service')
    change(
      @Arg('input', () => Changing, { description: `Which ${name} to change, and to what.` })
      input: ChangingInput & RecordValues,
      @Ctx() context: RecordContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<OwnRecord> {
      return changeOwn(context, declaration, { ...input }, info);
    }
  }
  return RecordResolver;
}

/** The list of a record type: reference data for everybody, records about persons for the author's own staff. */
export function recordListResolver(type: RecordClass): new () => object {
  const declaration = declarationOf(type);
  const RecordConnection = connectionType(declaration.name, () => type);
  const isReference = declaration.category === null;

  @Resolver()
  class RecordListResolver {
    @Query(() => RecordConnection, {
      nullable: true,
      name: declaration.listField,
      description: isReference ? declaration.description : `For the author's own staff: ${declaration.description}`,
    })
    @(isReference ? Open('Published reference data.') : Restricted('counsellor', 'case-manager', 'service'))
    async list(
      @Arg('first', () => GraphQLInt, FIRST) first: number,
      @Arg('after', () => GraphQLString, AFTER) after: string | null,
      @Ctx() context: RecordContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Connection<Record<string, unknown>>> {
      const from = decodeCursor(after, 1)?.[0] ?? null;
      const page = await recordPage(context, declaration, info, pageSize(first), from);
      const cursor = (id: string) => encodeCursor([id]);
      const { endCursor, hasNextPage } = page.pageInfo;
      return {
        ...page,
        edges: page.edges.map((edge) => ({ node: edge.node, cursor: cursor(edge.cursor) })),
        pageInfo: { hasNextPage, endCursor: endCursor === null ? null : cursor(endCursor) },
      };
    }
  }
  return RecordListResolver;
}
