import { GraphQLInt, GraphQLString } from 'graphql';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Restricted } from '../../../../access/declare';
import type { ConsentState } from '../../../../access/vocabulary';
import { connectionType, pageConnection, type Connection } from '../../../../records/api/connection';
import { decodeTimeCursor } from '../../../../records/api/cursor';
import { AFTER, FIRST, pageSize } from '../../../../records/api/page';
import type { RecordContext } from '../../../../records/record-context';
import { ConsentStateEnum } from '../registry/consent.enums';
import { consentPage } from './consent-overview.store';
import { ConsentOverview } from './consent-overview.type';

const ConsentOverviewConnection = connectionType('ConsentOverview', () => ConsentOverview);

@Resolver()
export class ConsentOverviewResolver {
  @Query(() => ConsentOverviewConnection, {
    nullable: true,
    description:
      'The consents that the own institution receives data by, requested or took down, newest first, without content.',
  })
  @Restricted('data-protection-officer')
  async consentOverview(
    @Arg('first', () => GraphQLInt, FIRST) first: number,
    @Arg('after', () => GraphQLString, AFTER) after: string | null,
    @Arg('state', () => ConsentStateEnum, {
      nullable: true,
      description: 'Only consents in this state; all if left out.',
    })
    state: ConsentState | null,
    @Ctx() context: RecordContext,
  ): Promise<Connection<ConsentOverview>> {
    const limit = pageSize(first);
    const keys = decodeTimeCursor(after);
    const page = await consentPage(context, state ?? null, keys, limit);
    return pageConnection(page, ({ recordedAt, id }) => [recordedAt, id]);
  }
}
