import { randomBytes } from 'node:crypto';
import { bookletCodeKey, type BookletCodeKey } from '../subgraphs/core/booklet/booklet-code-key';
import type { Config } from '../platform/config/config';
import { openKeys } from '../platform/identity/demonstration-keys';

/** In the data directory, for trying out. */
const FILE = 'booklet-code-key.json';
const NAME = 'booklet-codes';

/** A new key for BOOKLET_CODE_KEY: 256 random bits, base64url. */
export function newBookletCodeKey(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The key under which codes of booklets are kept: that of the configuration; outside production otherwise one of its own,
 * made at the first use.
 * @returns undefined in production without BOOKLET_CODE_KEY: several replicas must not invent keys of their own
 */
export async function openBookletCodeKey(
  config: Pick<Config, 'bookletCodeKey' | 'production' | 'dataDir'>,
): Promise<BookletCodeKey | undefined> {
  if (config.bookletCodeKey) return bookletCodeKey(config.bookletCodeKey);
  if (config.production) return undefined;
  const keys = await openKeys(config.dataDir, [NAME], FILE, () => ({ kty: 'oct', k: newBookletCodeKey() }));
  return bookletCodeKey(Buffer.from(keys[NAME]?.k ?? '', 'base64url'));
}
