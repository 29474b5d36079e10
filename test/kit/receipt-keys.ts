import { generateKeyPairSync } from 'node:crypto';
import { receiptKeys, type ReceiptKeys } from '../../src/subgraphs/core/consent/receipt/receipt-keys';
import type { ReceiptKey } from '../../src/platform/config/receipt-signing-key';

let key: ReceiptKey | undefined;
let keys: ReceiptKeys | undefined;

/** The private key of consent receipts, made once for each spec file. */
export function testReceiptKey(): ReceiptKey {
  const jwk = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return (key ??= {
    ...(jwk() as Pick<ReceiptKey, 'kty' | 'crv' | 'x' | 'y' | 'd'>),
    kid: 'test',
    alg: 'ES256',
    use: 'sig',
  });
}

/** The hub's view of that key. */
export function testReceiptKeys(): ReceiptKeys {
  return (keys ??= receiptKeys([testReceiptKey()]));
}
