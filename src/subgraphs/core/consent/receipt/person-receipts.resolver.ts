import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Open } from '../../../../access/declare';
import { rowsLoader } from '../../../../records/loader-of';
import type { PersonRow } from '../../../../records/read/load-persons';
import type { RecordContext } from '../../../../records/record-context';
import { Person } from '../../person/person.type';
import { withDocument } from './consent-receipt.resolver';
import { receiptsOf } from './consent-receipt.store';
import { ConsentReceipt } from './consent-receipt.type';

@Resolver(() => Person)
export class PersonReceiptsResolver {
  @FieldResolver(() => [ConsentReceipt], {
    nullable: true,
    description: 'The receipts of all consents, oldest first; for an institution those of consents that it took down.',
  })
  @Open('Row level security chooses: the person, and the institution that took the consent down.')
  async receipts(@Root() { id }: PersonRow, @Ctx() context: RecordContext): Promise<ConsentReceipt[]> {
    return (await receiptLoader(context).load(id)).map(withDocument);
  }
}

const receiptLoader = (context: RecordContext) =>
  rowsLoader(
    context,
    'receipts by person',
    (ids) => receiptsOf(context, 'person', ids),
    ({ personId }) => personId,
  );
