import { afterEach, describe, expect, it } from '@jest/globals';
import { receiptKeys } from '../../../src/subgraphs/core/consent/receipt/receipt-keys';
import { newKey } from '../../../src/platform/identity/demonstration-keys';
import { run, type Running } from './http-server.fixture';

let running: Running | undefined;
afterEach(() => running?.server.close());

describe('/.well-known/jwks.json', () => {
  it('shows everybody the public keys of consent receipts, and only those', async () => {
    const { publicKeys } = receiptKeys([await newKey(), await newKey()]);
    running = await run({ publicKeys });
    const { status, headers, text } = await running.send('/.well-known/jwks.json');
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'application/jwk-set+json; charset=utf-8',
      'public, max-age=300',
    ]);
    expect(JSON.parse(text)).toEqual({ keys: publicKeys });
    expect(text).not.toContain('"d"');
  });

  it('is an empty set where the hub has no key', async () => {
    running = await run();
    expect((await running.send('/.well-known/jwks.json')).text).toBe('{"keys":[]}');
  });
});
