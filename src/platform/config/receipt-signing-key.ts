import { createPrivateKey, createPublicKey } from 'node:crypto';
import { z } from 'zod';

/** A key for ES256 (RFC 7518, section 3.4) in the form of RFC 7517; with `d` it can sign. */
export interface ReceiptKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly d?: string;
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
}

const coordinate = z.string().regex(/^[\w-]{43}$/);
const key = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  d: coordinate.optional(),
  kid: z.string().min(1),
});
const keys = z.union([key.transform((single) => ({ keys: [single] })), z.object({ keys: z.array(key).min(1) })]);

/**
 * Reads RECEIPT_SIGNING_KEY: one private JWK, or a JWK Set whose first key signs. The others verify what they signed before.
 * @returns the keys, or what is wrong
 */
export function readReceiptKeys(json: string): { keys: readonly ReceiptKey[] } | { problem: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return { problem: 'is not JSON' };
  }
  const result = keys.safeParse(parsed);
  if (!result.success) return { problem: 'is no JWK of the curve P-256 with a "kid", nor a set of such' };
  const found = result.data.keys.map((jwk): ReceiptKey => ({ ...jwk, alg: 'ES256', use: 'sig' }));
  if (new Set(found.map(({ kid }) => kid)).size < found.length) return { problem: 'names a "kid" twice' };
  if (!found[0]!.d) return { problem: 'begins with a key that has no private part "d"' };
  if (!found.every(isOnCurve)) return { problem: 'holds a key that is none' };
  return { keys: found };
}

function isOnCurve({ kty, crv, x, y, d }: ReceiptKey): boolean {
  try {
    createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
    if (d) createPrivateKey({ key: { kty, crv, x, y, d }, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}
