import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, importJWK, type JWK, SignJWT } from 'jose';
import type { Caller } from './caller';
import { demonstrationIssuers, mintDemonstrationToken, type TokenOptions } from './demonstration-issuer';
import { PERSONA_NAMES, PERSONAS } from './personas';
import { createIdentify } from './verifier';

const PERSON_ID = '0198c0de-7a5e-7c3d-9a55-0d3f4f3f0c11';
const options: TokenOptions = { lookUpBooklet: (number) => Promise.resolve(number === '17' ? PERSON_ID : undefined) };

describe('The demonstration issuer', () => {
  let settings: { production: boolean; dataDir: string };

  beforeAll(async () => {
    settings = { production: false, dataDir: await mkdtemp(join(tmpdir(), 'geleit-keys-')) };
  });
  afterAll(() => rm(settings.dataDir, { recursive: true }));

  async function callerFor(persona: string): Promise<Caller> {
    const identify = createIdentify(await demonstrationIssuers(settings));
    return identify(`Bearer ${await mintDemonstrationToken(settings, persona, options)}`);
  }

  it.each(PERSONA_NAMES)('signs tokens for %s', async (name) => {
    await expect(callerFor(name)).resolves.toMatchObject({ kind: 'staff', ...PERSONAS[name] });
  });

  it('signs tokens for the person who carries a booklet', async () => {
    await expect(callerFor('person:17')).resolves.toMatchObject({ kind: 'person', personId: PERSON_ID });
    await expect(callerFor('person:18')).rejects.toThrow('Nobody carries');
    await expect(callerFor('person:')).rejects.toThrow('There is no such persona');
  });

  it('lists the personas when there is none of that name', async () => {
    await expect(callerFor('toString')).rejects.toThrow(/city-counsellor, .*person:<booklet number>/);
  });

  it('gives every persona an actor of its own', () => {
    const actors = Object.values(PERSONAS).map(({ actor }) => actor);
    expect(new Set(actors).size).toBe(actors.length);
  });

  it('does not run in production', async () => {
    const production = { ...settings, production: true };
    await expect(demonstrationIssuers(production)).rejects.toThrow(/NODE_ENV=production/);
    await expect(mintDemonstrationToken(production, 'administrator', options)).rejects.toThrow(/NODE_ENV=production/);
  });

  it('keeps its keys to its user, makes them once, and hands out only the public part', async () => {
    await Promise.all([demonstrationIssuers(settings), demonstrationIssuers(settings)]);
    const file = join(settings.dataDir, 'demonstration-keys.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const before = await readFile(file, 'utf8');
    const issuers = await demonstrationIssuers(settings);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(JSON.stringify(issuers)).not.toContain('"d"');
    expect(new Set(issuers.map(({ keys }) => JSON.stringify(keys))).size).toBe(5);
  });

  it('uses the same keys in processes that start at the same moment', async () => {
    const fresh = { production: false, dataDir: join(settings.dataDir, 'fresh') };
    const all = await Promise.all(Array.from({ length: 4 }, () => demonstrationIssuers(fresh)));
    expect(new Set(all.map((issuers) => JSON.stringify(issuers))).size).toBe(1);
  });

  it('signs for one institution with a key that does not open another', async () => {
    const keys = JSON.parse(await readFile(join(settings.dataDir, 'demonstration-keys.json'), 'utf8')) as Record<
      string,
      JWK
    >;
    const token = await mintDemonstrationToken(settings, 'city-counsellor', options);
    const cityKey = keys['https://demo.geleit.invalid/city'] as JWK;
    const forged = await new SignJWT({ ...decodeJwt(token), iss: 'https://demo.geleit.invalid/caritas' })
      .setProtectedHeader({ ...decodeProtectedHeader(token), alg: 'ES256' })
      .sign(await importJWK(cityKey, 'ES256'));
    const identify = createIdentify(await demonstrationIssuers(settings));
    await expect(identify(`Bearer ${forged}`)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
  });

  it('makes tokens that expire', async () => {
    const token = await mintDemonstrationToken(settings, 'administrator', { ...options, lifetimeSeconds: -10 });
    const identify = createIdentify(await demonstrationIssuers(settings));
    await expect(identify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  });
});
