import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import type { Meanings } from '../../../../platform/words';
import { RECEIPT_TYPE } from './receipt-keys';
import { receiptProblems, type ReceiptDocument } from './receipt-schema';

/** What a look at a signed receipt finds. Only a valid one is worth reading. */
export type ReceiptVerification =
  | { readonly valid: true; readonly keyId: string; readonly receipt: ReceiptDocument }
  | { readonly valid: false; readonly problem: ReceiptProblem; readonly places: readonly string[] };

export const RECEIPT_PROBLEM_MEANINGS = {
  MALFORMED: 'It is no compact JWS (RFC 7515), or there is no JSON in it.',
  NOT_A_RECEIPT: 'It is signed, but as something else than a consent receipt.',
  UNKNOWN_KEY: 'It names a key that this hub does not know.',
  SIGNATURE_INVALID: 'Somebody changed it, or signed it with another key than it says.',
  INCOMPLETE:
    'A mandatory field of ISO/IEC TS 27560:2023 is missing, or something is in it that does not belong there.',
} as const satisfies Meanings;
export type ReceiptProblem = keyof typeof RECEIPT_PROBLEM_MEANINGS;

/** Verifies signature and completeness of a receipt. Pure; asks no database, so it holds for receipts of any age. */
export async function verifyReceipt(jws: string, publicKeys: readonly JWK[]): Promise<ReceiptVerification> {
  let header: ReturnType<typeof decodeProtectedHeader>;
  try {
    header = decodeProtectedHeader(jws.trim());
  } catch {
    return invalid('MALFORMED');
  }
  if (header.typ !== RECEIPT_TYPE) return invalid('NOT_A_RECEIPT');
  const key = publicKeys.find(({ kid }) => kid === header.kid);
  if (!key?.kid) return invalid('UNKNOWN_KEY');
  let payload: Uint8Array;
  try {
    ({ payload } = await compactVerify(jws.trim(), await importJWK(key, 'ES256'), { algorithms: ['ES256'] }));
  } catch {
    return invalid('SIGNATURE_INVALID');
  }
  const receipt = parsed(payload);
  if (receipt === undefined) return invalid('MALFORMED');
  const places = receiptProblems(receipt);
  if (places.length > 0) return invalid('INCOMPLETE', places);
  return { valid: true, keyId: key.kid, receipt: receipt as ReceiptDocument };
}

function invalid(problem: ReceiptProblem, places: readonly string[] = []): ReceiptVerification {
  return { valid: false, problem, places };
}

function parsed(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    return undefined;
  }
}
