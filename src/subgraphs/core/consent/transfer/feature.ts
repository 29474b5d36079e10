import type { Feature } from '../../../feature';
import { TransferResolver } from './transfer.resolver';
import { TRANSFER_TABLE } from './transfer.table';

export const transfer: Feature = {
  name: 'consent-transfer',
  tables: [TRANSFER_TABLE],
  resolvers: [TransferResolver],
};
