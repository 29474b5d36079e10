import { GraphQLBoolean, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import { connectionType, pageConnection, type Connection } from '../../../records/api/connection';
import { decodeTimeCursor } from '../../../records/api/cursor';
import { AFTER, FIRST, pageSize } from '../../../records/api/page';
import { checkId } from '../../../records/check-id';
import type { RecordContext } from '../../../records/record-context';
import { acknowledgeNotice, noticePage } from './rights-notice.store';
import { RightsNotice } from './rights-notice.type';

const RightsNoticeConnection = connectionType('RightsNotice', () => RightsNotice);

const STAFF = ['counsellor', 'case-manager'] as const;

@Resolver()
export class RightsNoticeResolver {
  @Query(() => RightsNoticeConnection, {
    nullable: true,
    description: 'What your institution has received and others have corrected, restricted or erased, oldest first.',
  })
  @Restricted(...STAFF, 'data-protection-officer')
  async rightsNotices(
    @Arg('first', () => GraphQLInt, FIRST) first: number,
    @Arg('after', () => GraphQLString, AFTER) after: string | null,
    @Arg('open', () => GraphQLBoolean, { nullable: true, description: 'Only those not acknowledged.' })
    open: boolean | null,
    @Ctx() context: RecordContext,
  ): Promise<Connection<RightsNotice>> {
    const page = await noticePage(context, open ?? false, decodeTimeCursor(after), pageSize(first));
    return pageConnection(page, ({ createdAt, id }) => [createdAt, id]);
  }

  @Mutation(() => RightsNotice, {
    nullable: true,
    description: 'Says that your institution has corrected, restricted or erased its copy too. The person can read it.',
  })
  @Restricted(...STAFF)
  acknowledgeRightsNotice(
    @Arg('id', () => GraphQLID, { description: 'The notice that you have followed.' }) id: string,
    @Ctx() context: RecordContext,
  ): Promise<RightsNotice> {
    return acknowledgeNotice(context, checkId(id, 'notice'));
  }
}
