import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '../platform/config/config-error';
import { loadConfig } from '../platform/config/config';
import { newBookletCodeKey, openBookletCodeKey } from './booklet-code-key';

const CODE = { kind: 'SHORT_CODE', value: 'ACDEFGHJKMNP' } as const;

describe('the key of the codes of booklets', () => {
  it('is that of the configuration, where there is one', async () => {
    const given = newBookletCodeKey();
    const { bookletCodeKey } = loadConfig({ BOOKLET_CODE_KEY: given });
    expect(Buffer.from(bookletCodeKey!).toString('base64url')).toBe(given);
    const settings = { bookletCodeKey, production: true, dataDir: '/nowhere' };
    const [one, same] = [await openBookletCodeKey(settings), await openBookletCodeKey(settings)];
    expect(one!.hash(CODE)).toEqual(same!.hash(CODE));
  });

  it('is made once for trying out, and another one elsewhere', async () => {
    const settings = async () => ({ production: false, dataDir: await mkdtemp(join(tmpdir(), 'geleit-key-')) });
    const [here, elsewhere] = [await settings(), await settings()];
    const hash = async (of: typeof here) => (await openBookletCodeKey(of))!.hash(CODE);
    expect(await hash(here)).toEqual(await hash(here));
    expect(await hash(here)).not.toEqual(await hash(elsewhere));
  });

  it('is never made up in production, where replicas would not agree', async () => {
    expect(await openBookletCodeKey({ production: true, dataDir: '/nowhere' })).toBeUndefined();
  });

  it.each(['short', 'x'.repeat(100), 'ä'.repeat(43)])('is no other text', (text) => {
    expect(() => loadConfig({ BOOKLET_CODE_KEY: text })).toThrow(ConfigError);
  });
});
