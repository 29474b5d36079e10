import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** Private keys of the demonstration issuers by their addresses. */
export type DemonstrationKeys = Readonly<Record<string, JWK>>;

/**
 * Every issuer has a key of its own, so that a token of one never passes as that of another.
 * @param fileName within the data directory; made at the first use
 */
export async function openKeys(
  dataDir: string,
  issuers: readonly string[],
  fileName = 'demonstration-keys.json',
  make: () => JWK | Promise<JWK> = newKey,
): Promise<DemonstrationKeys> {
  const file = join(dataDir, fileName);
  const found = await read(file);
  if (found) return found;
  const keys: Record<string, JWK> = {};
  for (const issuer of issuers) keys[issuer] = await make();
  await mkdir(dataDir, { recursive: true });
  const part = `${file}.${randomUUID()}`;
  await writeFile(part, JSON.stringify(keys), { mode: 0o600 });
  // Links the complete file, and fails if another process was faster: then its keys are the ones.
  await link(part, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(part);
  return (await read(file)) ?? keys;
}

/** What may be shown of a key (RFC 7517). */
export function publicPart({ kty, crv, x, y, kid, alg, use }: JWK): JWK {
  return { kty, crv, x, y, kid, alg, use };
}

async function read(file: string): Promise<DemonstrationKeys | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as DemonstrationKeys;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The keys of the demonstration cannot be read. Remove ${file}; new ones are made.`, { cause });
  }
}

/** A new private key for ES256, as a JWK whose `kid` is its thumbprint (RFC 7638). */
export async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = await exportJWK(privateKey);
  return { ...key, alg: 'ES256', use: 'sig', kid: await calculateJwkThumbprint(key) };
}
