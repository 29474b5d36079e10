import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Open } from '../../../../access/declare';
import type { RecordContext } from '../../../../records/record-context';
import { alsoWithdrawn } from './also-withdrawn.store';
import type { ConsentRow } from './consent-row.sql';
import { Consent } from './consent.type';

@Resolver(() => Consent)
export class AlsoWithdrawnResolver {
  @FieldResolver(() => [Consent], {
    description:
      'Other consents that lost the same when something of this one was withdrawn last: whatever is withdrawn is closed by whichever consent it was open. As far as you may know of them.',
  })
  @Open('Row level security chooses the consents that the caller may know of.')
  alsoWithdrawn(@Root() consent: ConsentRow, @Ctx() context: RecordContext): Promise<readonly ConsentRow[]> {
    return alsoWithdrawn(context, consent);
  }
}
