import type { Feature } from '../../../feature';
import { ConsentReceiptResolver } from './consent-receipt.resolver';
import { CONSENT_RECEIPT_TABLE } from './consent-receipt.table';
import { PersonReceiptsResolver } from './person-receipts.resolver';

export const consentReceipt: Feature = {
  name: 'consent-receipt',
  tables: [CONSENT_RECEIPT_TABLE],
  resolvers: [ConsentReceiptResolver, PersonReceiptsResolver],
};
