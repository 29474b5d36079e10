import { receiptKeys, type ReceiptKeys } from '../subgraphs/core/consent/receipt/receipt-keys';
import type { Config } from '../platform/config/config';
import { openKeys } from '../platform/identity/demonstration-keys';

/** Beside the keys of the demonstration issuers, but not among them: a receipt must outlive those. */
const FILE = 'receipt-keys.json';

/**
 * The keys of consent receipts: those of the configuration; outside production otherwise a pair of its own, made at the first
 * use and kept in the data directory.
 * @returns undefined in production without RECEIPT_SIGNING_KEY: several replicas must not invent keys of their own
 */
export async function openReceiptKeys(
  config: Pick<Config, 'receiptKeys' | 'production' | 'dataDir'>,
): Promise<ReceiptKeys | undefined> {
  if (config.receiptKeys) return receiptKeys(config.receiptKeys);
  if (config.production) return undefined;
  return receiptKeys(Object.values(await openKeys(config.dataDir, ['receipts'], FILE)));
}
