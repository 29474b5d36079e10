import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { JWK } from 'jose';
import { verifyReceipt } from '../subgraphs/core/consent/receipt/verify-receipt';
import { openReceiptKeys } from '../hub/receipt-keys';
import { configFor } from '../platform/config/config';
import { newKey } from '../platform/identity/demonstration-keys';
import { UsageError } from './exit';

/** `geleit receipt`: consent receipts outside the hub. */
export function receiptCommand(): Command {
  const receipt = new Command('receipt').description('consent receipts');
  receipt
    .command('verify <file>')
    .description('verify the signature and the completeness of a receipt (compact JWS)')
    .option('--jwks <file or address>', 'public keys of the hub that issued it; default: those of this hub')
    .action((file: string, { jwks }: { jwks?: string }) => verify(file, jwks));
  receipt
    .command('new-key')
    .description('print a new private key for RECEIPT_SIGNING_KEY')
    .action(async () => {
      process.stdout.write(`${JSON.stringify(await newKey())}\n`);
    });
  return receipt;
}

async function verify(file: string, jwks: string | undefined): Promise<void> {
  const jws = await readText(file);
  const result = await verifyReceipt(jws, jwks === undefined ? await ownKeys() : keysIn(await readText(jwks)));
  if (!result.valid) {
    const places = result.places.length > 0 ? ` at ${result.places.join(', ')}` : '';
    throw new UsageError(`The receipt is not valid: ${result.problem}${places}.`);
  }
  const record = result.receipt['dpv:hasRecordOfActivity'];
  const state = record['dpv:hasConsentStatus'].at(-1)!;
  process.stdout.write(
    `The receipt is valid and complete, signed with key ${result.keyId}.\n` +
      `Consent ${record['dct:identifier']}, version ${record['dct:hasVersion']}: ` +
      `${state['@type'].replace('dpv:', '')} at ${state['dpv:isIndicatedAtTime']}\n`,
  );
}

async function ownKeys(): Promise<readonly JWK[]> {
  const keys = await openReceiptKeys(configFor('FILES'));
  if (!keys) throw new UsageError('RECEIPT_SIGNING_KEY is not set. Name the public keys with --jwks.');
  return keys.publicKeys;
}

function keysIn(text: string): readonly JWK[] {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    if (Array.isArray(keys)) return keys as JWK[];
  } catch {
    // Told below, with what would be right.
  }
  throw new UsageError('The keys are no JWK Set: {"keys": [...]}, as the hub publishes it at /.well-known/jwks.json.');
}

async function readText(place: string): Promise<string> {
  if (!/^https?:\/\//.test(place)) {
    return readFile(place, 'utf8').catch(() => {
      throw new UsageError(`The file ${place} cannot be read.`);
    });
  }
  const response = await fetch(place).catch(() => undefined);
  if (!response?.ok) throw new UsageError(`${place} does not answer.`);
  return response.text();
}
