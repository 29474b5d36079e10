import { generateKeyPairSync } from 'node:crypto';
import { receiptKeys, type ReceiptKeys } from '../../src/access/consent/receipt/receipt-keys';

let keys: ReceiptKeys | undefined;

/** Keys of consent receipts, made once for each spec file. */
export function testReceiptKeys(): ReceiptKeys {
  const jwk = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return (keys ??= receiptKeys([{ ...jwk(), kid: 'test' }]));
}
