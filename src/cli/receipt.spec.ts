import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { rheinePolicy } from '../../test/kit/policy';
import { attested, CONSENT_ID, HEADER } from '../subgraphs/core/consent/receipt/receipt.fixture';
import { receiptDocument } from '../subgraphs/core/consent/receipt/receipt-document';
import { receiptKeys } from '../subgraphs/core/consent/receipt/receipt-keys';
import { newKey } from '../platform/identity/demonstration-keys';
import { readReceiptKeys } from '../platform/config/receipt-signing-key';
import { receiptCommand } from './receipt';

let folder: string;
let receiptFile: string;
let keysFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'geleit-receipt-'));
  const keys = receiptKeys([await newKey()]);
  const jws = await keys.sign(receiptDocument(attested(), rheinePolicy(), HEADER));
  receiptFile = join(folder, 'receipt.jws');
  keysFile = join(folder, 'jwks.json');
  await writeFile(receiptFile, `${jws}\n`);
  await writeFile(keysFile, JSON.stringify({ keys: keys.publicKeys }));
});

afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  jest.restoreAllMocks();
});

/** Runs `geleit receipt …` and returns what it printed. */
async function run(...args: string[]): Promise<string> {
  const printed: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  await receiptCommand().parseAsync(args, { from: 'user' });
  return printed.join('');
}

describe('geleit receipt verify', () => {
  it('tells that a receipt is valid, and of which consent and state', async () => {
    const printed = await run('verify', receiptFile, '--jwks', keysFile);
    expect(printed).toContain('valid and complete');
    expect(printed).toContain(`Consent ${CONSENT_ID}, version 1: ConsentGiven`);
  });

  it('refuses a receipt that was changed, or signed by somebody else', async () => {
    const forged = join(folder, 'forged.jws');
    const other = receiptKeys([await newKey()]);
    await writeFile(forged, await other.sign(receiptDocument(attested(), rheinePolicy(), HEADER)));
    await expect(run('verify', forged, '--jwks', keysFile)).rejects.toThrow('UNKNOWN_KEY');
    await expect(run('verify', keysFile, '--jwks', keysFile)).rejects.toThrow('MALFORMED');
  });

  it('says what is wrong with the files', async () => {
    await expect(run('verify', join(folder, 'none.jws'), '--jwks', keysFile)).rejects.toThrow('cannot be read');
    await expect(run('verify', receiptFile, '--jwks', receiptFile)).rejects.toThrow('JWK Set');
    await expect(run('verify', receiptFile, '--jwks', 'http://127.0.0.1:1/jwks.json')).rejects.toThrow('answer');
  });
});

describe('geleit receipt new-key', () => {
  it('prints a key that RECEIPT_SIGNING_KEY takes, another one each time', async () => {
    const [first, second] = [await run('new-key'), await run('new-key')];
    expect(readReceiptKeys(first)).toMatchObject({ keys: [{ alg: 'ES256' }] });
    expect(first).not.toBe(second);
  });
});
