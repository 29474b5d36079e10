import { CompactSign, importJWK, type JWK } from 'jose';
import canonicalize from 'canonicalize';
import { serviceKey } from '../../../../platform/services';
import type { ReceiptDocument } from './receipt-schema';

/** Media type of the signed receipt in the header `typ`, so that no other signed thing of the hub passes as one (RFC 8725, 3.11). */
export const RECEIPT_TYPE = 'consent-receipt+jws';

/** With what the hub signs receipts, and what others need to verify them. */
export interface ReceiptKeys {
  /** Signs a receipt: compact JWS (RFC 7515) over its canonical JSON (RFC 8785). */
  sign(receipt: ReceiptDocument): Promise<string>;
  /** `kid` of the key that signs. */
  readonly keyId: string;
  /** Public keys, also those that signed before (RFC 7517). */
  readonly publicKeys: readonly JWK[];
}

/** Absent where the hub has no key: then it issues no receipts. */
export const RECEIPT_KEYS = serviceKey<ReceiptKeys>('receipt keys');

/** @param keys the first one signs; none of the private parts leaves this function */
export function receiptKeys(keys: readonly JWK[]): ReceiptKeys {
  const [signing] = keys;
  if (!signing?.kid || !signing.d) throw new Error('The first key must have a private part and a kid.');
  const { kid } = signing;
  const privateKey = importJWK(signing, 'ES256');
  return {
    keyId: kid,
    publicKeys: keys.map(publicPart),
    async sign(receipt) {
      return new CompactSign(new TextEncoder().encode(canonicalize(receipt)))
        .setProtectedHeader({ alg: 'ES256', kid, typ: RECEIPT_TYPE, cty: 'application/ld+json' })
        .sign(await privateKey);
    },
  };
}

function publicPart({ kty, crv, x, y, kid }: JWK): JWK {
  return { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' };
}
