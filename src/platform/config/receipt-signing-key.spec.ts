import { describe, expect, it } from '@jest/globals';
import { newKey } from '../identity/demonstration-keys';
import { ConfigError } from './config-error';
import { loadConfig } from './config';
import { readReceiptKeys } from './receipt-signing-key';

describe('RECEIPT_SIGNING_KEY', () => {
  it('is one key, or a set whose first one signs and whose others may be public', async () => {
    const [current, { d: _, ...old }] = [await newKey(), await newKey()];
    const kids = (value: unknown) => {
      const read = readReceiptKeys(JSON.stringify(value));
      return 'keys' in read ? read.keys.map(({ kid }) => kid) : read.problem;
    };
    expect(kids(current)).toEqual([current.kid]);
    expect(kids({ keys: [current, old] })).toEqual([current.kid, old.kid]);
    expect(kids({ keys: [old, current] })).toContain('private part');
    expect(kids({ keys: [current, current] })).toContain('twice');
  });

  it.each([
    ['no JSON', '{', 'is not JSON'],
    ['a key for another algorithm', '{"kty":"oct","k":"c2VjcmV0","kid":"1"}', 'is no JWK'],
    ['an empty set', '{"keys":[]}', 'is no JWK'],
  ])('is not %s', (_, value, problem) => {
    expect(readReceiptKeys(value)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('is not a point beside the curve', async () => {
    const key = await newKey();
    expect(readReceiptKeys(JSON.stringify({ ...key, x: key.y, y: key.x }))).toEqual({
      problem: 'holds a key that is none',
    });
  });

  it('stops the start where it is wrong, without repeating it; nobody needs it for trying out', () => {
    expect(loadConfig({}).receiptKeys).toBeUndefined();
    try {
      loadConfig({ RECEIPT_SIGNING_KEY: '{"d":"secret"}' });
      throw new Error('It started.');
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect((error as ConfigError).problems).toMatchObject([{ variable: 'RECEIPT_SIGNING_KEY' }]);
      expect((error as ConfigError).message).not.toContain('secret');
    }
  });
});
