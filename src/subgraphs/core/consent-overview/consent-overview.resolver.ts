import { GraphQLInt, GraphQLString } from 'graphql';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { Restricted } from '../../../access/declare';
import type { ConsentState } from '../../../access/vocabulary';
import {
  asConnection,
  connectionType,
  decodeTimeCursor,
  encodeCursor,
  pageSize,
  type Connection,
} from '../../../records/api/connection';
import type { RecordContext } from '../../../records/record-context';
import { ConsentStateEnum } from '../consent/consent.enums';
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
    @Arg('first', () => GraphQLInt) first: number,
    @Arg('after', () => GraphQLString, { nullable: true }) after: string | null,
    @Arg('state', () => ConsentStateEnum, { nullable: true }) state: ConsentState | null,
    @Ctx() context: RecordContext,
  ): Promise<Connection<ConsentOverview>> {
    const limit = pageSize(first);
    const keys = decodeTimeCursor(after);
    const found = await consentPage(context, state ?? null, keys, limit);
    const page = found.slice(0, limit);
    return asConnection(
      page,
      page.map(({ recordedAt, id }) => encodeCursor([recordedAt, id])),
      found.length > limit,
      null,
    );
  }
}
