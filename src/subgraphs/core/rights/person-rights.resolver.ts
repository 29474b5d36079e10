import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Open } from '../../../access/declare';
import { byPerson } from '../../../records/loader-of';
import type { PersonRow } from '../../../records/read/load-persons';
import type { RecordContext } from '../../../records/record-context';
import { Person } from '../person/person.type';
import { noticesOf } from './rights-notice.store';
import { RightsNotice } from './rights-notice.type';
import { requestsOf } from './rights-request.store';
import { RightsRequest } from './rights-request.type';

@Resolver(() => Person)
export class PersonRightsResolver {
  @FieldResolver(() => [RightsRequest], {
    description: 'Requests about the data: all for the person, those to itself for an institution, newest first.',
  })
  @Open('Row level security chooses: the person, and the institution that is asked.')
  rightsRequests(@Root() { id }: PersonRow, @Ctx() context: RecordContext): Promise<RightsRequest[]> {
    return byPerson(context, requestsOf).load(id);
  }

  @FieldResolver(() => [RightsNotice], {
    description: 'Who was told of what was corrected, restricted or erased (Art. 19 GDPR); for an institution its own.',
  })
  @Open('Row level security chooses: the person, and the institution that received the data.')
  rightsNotices(@Root() { id }: PersonRow, @Ctx() context: RecordContext): Promise<RightsNotice[]> {
    return byPerson(context, noticesOf).load(id);
  }
}
