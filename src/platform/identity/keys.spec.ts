import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { GeleitError } from '../errors';
import type { Issuer } from './issuer';
import { checkIssuerKeys } from './issuer-keys';
import { KEY_TIMES, type KeyTimes } from './keys';
import { createIdentify, type Identify } from './verifier';

const ISSUER = 'https://id.example.org/city';
const TIMES: KeyTimes = { timeout: 150, maxAge: 60_000, cooldown: 0, pauseAfterFailure: 0 };

interface Key {
  readonly private: CryptoKey;
  readonly public: JWK;
}

async function newKey(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { private: privateKey, public: { ...(await exportJWK(publicKey)), kid } };
}

describe('The keys of an issuer', () => {
  let server: Server;
  let answer: 'keys' | 'error' | 'garbage' | 'silence' | 'redirect';
  let published: JWK[];
  let fetches: number;

  beforeEach(async () => {
    answer = 'keys';
    published = [];
    fetches = 0;
    server = createServer((_request, response) => {
      fetches += 1;
      if (answer === 'silence') return;
      const status = { keys: 200, garbage: 200, error: 500, redirect: 302 }[answer];
      response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' });
      response.end(answer === 'garbage' ? '<html>' : JSON.stringify({ keys: published }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => stop());

  async function stop(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;

  function identifyWith(times: Partial<KeyTimes> = {}): Identify {
    const issuer = {
      kind: 'staff',
      institution: 'city',
      issuer: ISSUER,
      audience: 'geleit',
      keys: { jwksUri: address() },
    } as const;
    return createIdentify([issuer], { ...TIMES, ...times });
  }

  async function codeFor(identify: Identify, key: Key): Promise<string> {
    const token = await new SignJWT({ geleit_role: 'planner' })
      .setProtectedHeader({ alg: 'ES256', kid: key.public.kid })
      .setIssuer(ISSUER)
      .setAudience('geleit')
      .setSubject('staff-1')
      .setExpirationTime('1m')
      .sign(key.private);
    return identify(`Bearer ${token}`).then(
      () => 'let in',
      (error: unknown) => (error instanceof GeleitError ? error.code : String(error)),
    );
  }

  it('are fetched once for many tokens', async () => {
    const key = await newKey('1');
    published = [key.public];
    const identify = identifyWith();
    expect(await Promise.all([codeFor(identify, key), codeFor(identify, key), codeFor(identify, key)])).toEqual(
      Array(3).fill('let in'),
    );
    expect(fetches).toBe(1);
  });

  it('may be replaced: the new one is fetched when it is first seen, the old one is refused', async () => {
    const [old, fresh] = [await newKey('old'), await newKey('new')];
    published = [old.public];
    const identify = identifyWith();
    expect(await codeFor(identify, old)).toBe('let in');
    published = [fresh.public];
    expect(await codeFor(identify, fresh)).toBe('let in');
    expect(await codeFor(identify, old)).toBe('TOKEN_INVALID');
  });

  it('are not fetched again for every unknown key, so that nobody floods the issuer', async () => {
    const [key, unknown] = [await newKey('1'), await newKey('2')];
    published = [key.public];
    const identify = identifyWith({ cooldown: 60_000 });
    await codeFor(identify, key);
    for (let i = 0; i < 5; i += 1) expect(await codeFor(identify, unknown)).toBe('TOKEN_INVALID');
    expect(fetches).toBe(1);
  });

  it('let a genuine new key in within seconds', () => {
    expect(KEY_TIMES.cooldown).toBeLessThanOrEqual(2_000);
  });

  it('are known to be unreachable, and one of several that is silent does not keep out the others', async () => {
    published = [(await newKey('1')).public];
    const [answering, silent] = [{ jwksUri: address() }, { jwksUri: 'http://127.0.0.1:9/jwks' }].map(
      (keys, index): Issuer => ({
        kind: 'person',
        issuer: `https://id.example.org/${index}`,
        audience: 'geleit',
        keys,
      }),
    );
    expect(await checkIssuerKeys([answering!])).toEqual({ ok: true });
    expect(await checkIssuerKeys([silent!])).toMatchObject({ ok: false });
    const both = await checkIssuerKeys([answering!, silent!]);
    expect(both).toMatchObject({ ok: true, detail: expect.stringContaining('https://id.example.org/1') });
    published = [];
    expect(await checkIssuerKeys([answering!])).toMatchObject({ ok: false });
    expect(await checkIssuerKeys([])).toMatchObject({ ok: false });
  });

  it('are used on during an outage as long as they are fresh', async () => {
    const key = await newKey('1');
    published = [key.public];
    const identify = identifyWith();
    await codeFor(identify, key);
    await stop();
    expect(await codeFor(identify, key)).toBe('let in');
    expect(await codeFor(identify, await newKey('2'))).toBe('UNAVAILABLE');
  });

  it('let nobody in once they are too old and no new ones can be fetched', async () => {
    const key = await newKey('1');
    published = [key.public];
    const identify = identifyWith({ maxAge: 0 });
    expect(await codeFor(identify, key)).toBe('let in');
    answer = 'error';
    expect(await codeFor(identify, key)).toBe('UNAVAILABLE');
  });

  it.each(['error', 'garbage', 'silence', 'redirect'] as const)(
    'let nobody in if the issuer answers with %s, but again afterwards',
    async (kind) => {
      const key = await newKey('1');
      published = [key.public];
      const identify = identifyWith();
      answer = kind;
      expect(await codeFor(identify, key)).toBe('UNAVAILABLE');
      answer = 'keys';
      expect(await codeFor(identify, key)).toBe('let in');
    },
  );

  it('are not asked for by every request during an outage', async () => {
    const key = await newKey('1');
    answer = 'error';
    const identify = identifyWith({ pauseAfterFailure: 60_000 });
    for (let i = 0; i < 5; i += 1) expect(await codeFor(identify, key)).toBe('UNAVAILABLE');
    expect(fetches).toBe(1);
  });
});
