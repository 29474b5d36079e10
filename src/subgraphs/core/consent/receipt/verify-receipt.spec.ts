import { createHash, createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import { CompactSign, importJWK, type JWK } from 'jose';
import { rheinePolicy } from '../../../../../test/kit/policy';
import { newKey } from '../../../../platform/identity/demonstration-keys';
import { attested, HEADER } from './receipt.fixture';
import { receiptDocument } from './receipt-document';
import { receiptKeys, type ReceiptKeys } from './receipt-keys';
import { verifyReceipt } from './verify-receipt';

const receipt = receiptDocument(attested(), rheinePolicy(), HEADER);

/** Verifies ES256 by hand after RFC 7515, appendix A.3, with nothing but node:crypto: the independent second opinion. */
function verifiesByHand(jws: string, jwk: JWK): boolean {
  const [header, payload, signature] = jws.split('.') as [string, string, string];
  const key = createPublicKey({ key: { kty: jwk.kty!, crv: jwk.crv!, x: jwk.x!, y: jwk.y! }, format: 'jwk' });
  return verify(
    'sha256',
    Buffer.from(`${header}.${payload}`, 'ascii'),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
}

describe('a signed receipt', () => {
  let old: JWK;
  let current: JWK;
  let keys: ReceiptKeys;
  let jws: string;

  beforeAll(async () => {
    [old, current] = await Promise.all([newKey(), newKey()]);
    keys = receiptKeys([current, old]);
    jws = await keys.sign(receipt);
  });

  const signed = async (payload: string, header: Record<string, string> = {}, jwk = current) =>
    new CompactSign(Buffer.from(payload))
      .setProtectedHeader({ alg: 'ES256', kid: jwk.kid!, typ: 'consent-receipt+jws', ...header })
      .sign(await importJWK(jwk, 'ES256'));

  it('is verified and read', async () => {
    expect(await verifyReceipt(`${jws}\n`, keys.publicKeys)).toEqual({ valid: true, keyId: keys.keyId, receipt });
  });

  it('is verified by hand, without the library that signed it', () => {
    expect(verifiesByHand(jws, keys.publicKeys[0]!)).toBe(true);
    expect(verifiesByHand(jws, keys.publicKeys[1]!)).toBe(false);
    expect(verifiesByHand(changed(jws, 1), keys.publicKeys[0]!)).toBe(false);
  });

  it('holds the canonical JSON of the receipt, so that everybody gets the same hash', () => {
    const hash = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(Buffer.from(jws.split('.')[1]!, 'base64url'))).toBe(hash(canonicalize(receipt)!));
  });

  it('stays valid when the hub signs with a new key', async () => {
    const before = await receiptKeys([old]).sign(receipt);
    expect(await verifyReceipt(before, keys.publicKeys)).toMatchObject({ valid: true, keyId: old.kid });
  });

  it('shows no private part of a key to anybody', () => {
    expect(keys.publicKeys.flatMap(Object.keys)).not.toContain('d');
  });

  it('is made by nobody without a private key that has a name', () => {
    const problem = 'The first key must have a private part and a kid.';
    const { d: _, ...publicPart } = current;
    const { kid: __, ...nameless } = current;
    for (const list of [[], [publicPart], [nameless]]) expect(() => receiptKeys(list)).toThrow(problem);
  });

  it.each([0, 1, 2])('is not valid when part %i of it was changed', async (part) => {
    expect(await verifyReceipt(changed(jws, part), keys.publicKeys)).toMatchObject({ valid: false });
  });

  it('is not valid with a key that is not ours', async () => {
    const stranger = await newKey();
    expect(await verifyReceipt(await receiptKeys([stranger]).sign(receipt), keys.publicKeys)).toMatchObject({
      problem: 'UNKNOWN_KEY',
    });
    const posing = await signed(canonicalize(receipt)!, { kid: current.kid! }, stranger);
    expect(await verifyReceipt(posing, keys.publicKeys)).toMatchObject({ problem: 'SIGNATURE_INVALID' });
  });

  it('is not valid as an access token or whatever else the hub might sign', async () => {
    const token = await signed(canonicalize(receipt)!, { typ: 'at+jwt' });
    expect(await verifyReceipt(token, keys.publicKeys)).toMatchObject({ problem: 'NOT_A_RECEIPT' });
  });

  it('is not valid without a field, though signed; the field is named', async () => {
    const { 'dct:issued': _, ...incomplete } = receipt;
    expect(await verifyReceipt(await signed(JSON.stringify(incomplete)), keys.publicKeys)).toEqual({
      valid: false,
      problem: 'INCOMPLETE',
      places: ['dct:issued'],
    });
  });

  it.each(['', 'a', 'a.b', 'a.b.c', 'e30.e30.', '....'])('is none at all: %j', async (text) => {
    expect(await verifyReceipt(text, keys.publicKeys)).toMatchObject({ valid: false });
  });

  it('is not valid where it holds no JSON', async () => {
    expect(await verifyReceipt(await signed('{'), keys.publicKeys)).toMatchObject({ problem: 'MALFORMED' });
  });
});

/** The JWS with one character changed in the middle of a part. */
function changed(jws: string, part: number): string {
  const parts = jws.split('.');
  const text = parts[part]!;
  const middle = Math.floor(text.length / 2);
  parts[part] = text.slice(0, middle) + (text[middle] === 'A' ? 'B' : 'A') + text.slice(middle + 1);
  return parts.join('.');
}
