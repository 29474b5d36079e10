import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { Restricted } from '../../access/declare';
import type { RecordClass } from '../declaration';
import { declarationOf } from '../declaration';
import type { RecordContext } from '../record-context';
import { changeOwn, recordNew, type OwnRecord } from '../write/record-writer';
import { changingInput, recordingInput, type ChangingInput, type RecordingInput, type RecordValues } from './record-input';

/** The mutations with which the author of a record type records and changes its own records. */
export function recordResolver(type: RecordClass): new () => object {
  const declaration = declarationOf(type);
  const { name } = declaration;
  const Recording = recordingInput(declaration);
  const Changing = changingInput(declaration);

  @Resolver()
  class RecordResolver {
    @Mutation(() => type, { nullable: true, name: `record${name}`, description: `Records: ${declaration.description}` })
    @Restricted('counsellor', 'case-manager', 'service')
    record(
      @Arg('input', () => Recording) input: RecordingInput & RecordValues,
      @Ctx() context: RecordContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<OwnRecord> {
      return recordNew(context, declaration, { ...input }, info);
    }

    @Mutation(() => type, { nullable: true, name: `change${name}`, description: `Changes what your institution recorded.` })
    @Restricted('counsellor', 'case-manager', 'service')
    change(
      @Arg('input', () => Changing) input: ChangingInput & RecordValues,
      @Ctx() context: RecordContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<OwnRecord> {
      return changeOwn(context, declaration, { ...input }, info);
    }
  }
  return RecordResolver;
}
