import { createHmac, createSign, KeyObject } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, type JWTHeaderParameters, SignJWT } from 'jose';
import { GeleitError } from '../errors';
import type { Issuer } from './issuer';
import { createIdentify, type Identify } from './verifier';

const CITY = 'https://id.example.org/city';
const CARITAS = 'https://id.example.org/caritas';
const SHARED = 'https://id.example.org/shared';
const PERSONS = 'https://id.example.org/persons';
const PERSON_ID = '0198c0de-7a5e-7c3d-9a55-0d3f4f3f0c11';

type Claims = Record<string, unknown>;
interface Key {
  readonly private: CryptoKey;
  readonly jwk: JWK;
  readonly pem: string;
}

async function newKey(alg: string, kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { private: privateKey, jwk: { ...(await exportJWK(publicKey)), kid }, pem: await exportSPKI(publicKey) };
}

function seconds(fromNow: number): number {
  return Math.floor(Date.now() / 1000) + fromNow;
}

function city(claims: Claims = {}): Claims {
  return {
    iss: CITY,
    aud: 'geleit',
    sub: 'staff-1',
    geleit_role: 'counsellor',
    iat: seconds(0),
    exp: seconds(60),
    ...claims,
  };
}

function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => 'let in',
    (reason: unknown) => reason,
  );
  if (typeof error === 'string') return error;
  if (!(error instanceof GeleitError)) throw error;
  // Whoever logs or returns the error must not pass the token on: neither in the message nor behind it.
  expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toMatch(/eyJ|staff-1/);
  expect(error.originalError).toBeUndefined();
  return error.code;
}

describe('The check of bearer tokens', () => {
  let cityKey: Key;
  let rsaKey: Key;
  let caritasKey: Key;
  let stranger: Key;
  let identify: Identify;

  beforeAll(async () => {
    [cityKey, rsaKey, caritasKey, stranger] = await Promise.all([
      newKey('ES256', 'city-1'),
      newKey('RS256', 'city-2'),
      newKey('ES256', 'caritas-1'),
      newKey('ES256', 'city-1'),
    ]);
    const cityKeys = { jwks: { keys: [cityKey.jwk, rsaKey.jwk] } };
    const shared = { issuer: SHARED, audience: 'geleit', keys: cityKeys, kind: 'staff' } as const;
    const issuers: Issuer[] = [
      { kind: 'staff', institution: 'city', issuer: CITY, audience: 'geleit', keys: cityKeys },
      {
        kind: 'staff',
        institution: 'caritas',
        issuer: CARITAS,
        audience: 'geleit',
        keys: { jwks: { keys: [caritasKey.jwk] } },
        algorithms: ['ES256'],
        roleClaim: 'roles',
      },
      { ...shared, institution: 'jobcenter', clients: ['jobcenter-app'] },
      { ...shared, institution: 'employment-agency', clients: ['agency-app', 'agency-batch'] },
      { kind: 'person', issuer: PERSONS, audience: 'geleit', keys: cityKeys },
    ];
    identify = createIdentify(issuers);
  });

  function sign(claims: Claims, header: Partial<JWTHeaderParameters> = {}, key: Key = cityKey): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: key.jwk.kid, ...header }).sign(key.private);
  }
  async function result(
    claims: Claims,
    header: Partial<JWTHeaderParameters> = {},
    key: Key = cityKey,
  ): Promise<string> {
    return codeOf(identify(`Bearer ${await sign(claims, header, key)}`));
  }

  describe('lets in', () => {
    it('staff, with the institution of the issuer and the role of the claim', async () => {
      const exp = seconds(60);
      await expect(identify(`Bearer ${await sign(city({ exp }))}`)).resolves.toEqual({
        kind: 'staff',
        institution: 'city',
        role: 'counsellor',
        actor: 'staff-1',
        expiresAt: exp,
      });
    });

    it('a person, with the id of the subject', async () => {
      const token = await sign({
        iss: PERSONS,
        aud: ['geleit', 'account'],
        sub: PERSON_ID,
        exp: seconds(60),
        geleit_role: 'administrator',
      });
      await expect(identify(`bearer ${token}`)).resolves.toMatchObject({
        kind: 'person',
        role: 'person',
        personId: PERSON_ID,
      });
    });

    it('tokens signed with RSA, typed as access tokens, or with a clock five seconds off', async () => {
      expect(await result(city(), { alg: 'RS256', typ: 'at+JWT' }, rsaKey)).toBe('let in');
      expect(await result(city({ exp: seconds(-3) }))).toBe('let in');
      expect(await result(city({ nbf: seconds(3), iat: seconds(3) }))).toBe('let in');
    });

    it('tokens whose claims call them bearer tokens', async () => {
      expect(await result({ ...city(), typ: 'Bearer' })).toBe('let in');
    });

    it('one known role in a list of roles', async () => {
      const token = await sign(
        { ...city({ iss: CARITAS }), roles: ['offline_access', 'case-manager'] },
        {},
        caritasKey,
      );
      await expect(identify(`Bearer ${token}`)).resolves.toMatchObject({
        institution: 'caritas',
        role: 'case-manager',
      });
    });

    it('the institution of the client, where one issuer serves several', async () => {
      const token = await sign(city({ iss: SHARED, azp: 'agency-batch' }));
      await expect(identify(`Bearer ${token}`)).resolves.toMatchObject({ institution: 'employment-agency' });
      const other = await sign(city({ iss: SHARED, client_id: 'jobcenter-app' }));
      await expect(identify(`Bearer ${other}`)).resolves.toMatchObject({ institution: 'jobcenter' });
    });
  });

  it('ignores an institution that the user added to the claims', async () => {
    const token = await sign(city({ institution: 'caritas', geleit_institution: 'caritas', tenant: 'caritas' }));
    await expect(identify(`Bearer ${token}`)).resolves.toMatchObject({ institution: 'city' });
  });

  describe('refuses', () => {
    it.each([
      ['no header', undefined, 'UNAUTHENTICATED'],
      ['an empty header', '', 'UNAUTHENTICATED'],
      ['another scheme', 'Basic c3RhZmYtMTpwYXNzd29yZA==', 'UNAUTHENTICATED'],
      ['a scheme without a token', 'Bearer', 'UNAUTHENTICATED'],
      ['an empty token', 'Bearer ', 'TOKEN_INVALID'],
      ['garbage', 'Bearer garbage', 'TOKEN_INVALID'],
      ['three parts of garbage', 'Bearer aa.bb.cc', 'TOKEN_INVALID'],
      ['a token that was encrypted', 'Bearer aa.bb.cc.dd.ee', 'TOKEN_INVALID'],
      ['a control character', 'Bearer aa.bb.cc\u0000', 'TOKEN_INVALID'],
      ['JSON null as claims', `Bearer ${encode({ alg: 'ES256' })}.${encode('null')}.aa`, 'TOKEN_INVALID'],
      ['a list as claims', `Bearer ${encode({ alg: 'ES256' })}.${encode('[1]')}.aa`, 'TOKEN_INVALID'],
      ['an oversized token', `Bearer ${'a'.repeat(9_000)}.bb.cc`, 'TOKEN_INVALID'],
    ])('%s', async (_what, header, code) => {
      expect(await codeOf(identify(header))).toBe(code);
    });

    it('a token without its scheme, and two tokens at once', async () => {
      const token = await sign(city());
      expect(await codeOf(identify(token))).toBe('UNAUTHENTICATED');
      expect(await codeOf(identify(`Bearer ${token} ${token}`))).toBe('TOKEN_INVALID');
      expect(await codeOf(identify(`Bearer ${token}, Bearer ${token}`))).toBe('TOKEN_INVALID');
    });

    it('a correctly signed token that is oversized', async () => {
      expect(await result(city({ padding: 'x'.repeat(8_000) }))).toBe('TOKEN_INVALID');
    });

    it.each(['none', 'None', 'NONE', ''])('the algorithm "%s", with and without a signature', async (alg) => {
      const [, , signature] = (await sign(city())).split('.');
      for (const last of ['', signature]) {
        const token = `${encode({ alg, kid: 'city-1' })}.${encode(city())}.${last}`;
        expect(await codeOf(identify(`Bearer ${token}`))).toBe('TOKEN_INVALID');
      }
    });

    it('HS256 with the public key as secret, in every form it is published in', async () => {
      const input = `${encode({ alg: 'HS256', kid: 'city-1' })}.${encode(city())}`;
      for (const secret of [cityKey.pem, JSON.stringify(cityKey.jwk), String(cityKey.jwk.x)]) {
        const token = `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
        expect(await codeOf(identify(`Bearer ${token}`))).toBe('TOKEN_INVALID');
      }
    });

    it('an algorithm that is not pinned for the issuer, though its key would fit', async () => {
      const input = `${encode({ alg: 'RS512', kid: 'city-2' })}.${encode(city())}`;
      const signature = createSign('sha512').update(input).sign(KeyObject.from(rsaKey.private));
      const token = `${input}.${signature.toString('base64url')}`;
      expect(await codeOf(identify(`Bearer ${token}`))).toBe('TOKEN_INVALID');
    });

    it('a key of somebody else, under a known and under an unknown name', async () => {
      expect(await result(city(), { kid: 'city-1' }, stranger)).toBe('TOKEN_INVALID');
      expect(await result(city(), { kid: 'unknown' }, stranger)).toBe('TOKEN_INVALID');
    });

    it('a key that the token brings along', async () => {
      expect(await result(city(), { jwk: stranger.jwk, jku: 'https://evil.example.org/jwks' }, stranger)).toBe(
        'TOKEN_INVALID',
      );
    });

    it('claims that were changed after signing', async () => {
      const [header, , signature] = (await sign(city())).split('.');
      const token = `${header}.${encode(city({ geleit_role: 'data-protection-officer' }))}.${signature}`;
      expect(await codeOf(identify(`Bearer ${token}`))).toBe('TOKEN_INVALID');
    });

    it('a signature of zeros, which once passed for ES256 elsewhere', async () => {
      const [header, payload] = (await sign(city())).split('.');
      expect(await codeOf(identify(`Bearer ${header}.${payload}.${Buffer.alloc(64).toString('base64url')}`))).toBe(
        'TOKEN_INVALID',
      );
    });

    it('an issuer that speaks for another institution: the signature of one does not pass as that of another', async () => {
      expect(await result({ ...city({ iss: CARITAS }), roles: 'counsellor' })).toBe('TOKEN_INVALID');
      expect(await result({ ...city({ iss: CARITAS }), roles: 'counsellor' }, { kid: 'caritas-1' })).toBe(
        'TOKEN_INVALID',
      );
    });

    it.each([
      ['another issuer', { iss: 'https://evil.example.org' }, 'TOKEN_WRONG_ISSUER'],
      ['no issuer', { iss: undefined }, 'TOKEN_WRONG_ISSUER'],
      ['an issuer that differs by a slash', { iss: `${CITY}/` }, 'TOKEN_WRONG_ISSUER'],
      ['a list of issuers', { iss: [CITY] }, 'TOKEN_WRONG_ISSUER'],
      ['another audience', { aud: 'another-service' }, 'TOKEN_WRONG_AUDIENCE'],
      ['no audience', { aud: undefined }, 'TOKEN_WRONG_AUDIENCE'],
      ['an expired token', { exp: seconds(-6) }, 'TOKEN_EXPIRED'],
      ['a token that never expires', { exp: undefined }, 'TOKEN_INVALID'],
      ['an expiry that is no number', { exp: 'tomorrow' }, 'TOKEN_INVALID'],
      ['a token for later', { nbf: seconds(60) }, 'TOKEN_NOT_YET_VALID'],
      ['a start that is no number', { nbf: 'now' }, 'TOKEN_INVALID'],
      ['a token from the future', { iat: seconds(60) }, 'TOKEN_NOT_YET_VALID'],
      ['no subject', { sub: undefined }, 'TOKEN_INVALID'],
      ['an empty subject', { sub: '' }, 'TOKEN_INVALID'],
      ['a subject with a line break', { sub: 'staff\n1' }, 'TOKEN_INVALID'],
      ['a subject that is called like an import of the hub', { sub: 'import:4711' }, 'TOKEN_INVALID'],
      ['no role', { geleit_role: undefined }, 'TOKEN_INVALID'],
      ['an unknown role', { geleit_role: 'mayor' }, 'TOKEN_INVALID'],
      ['the role of a person at an institution', { geleit_role: 'person' }, 'TOKEN_INVALID'],
      ['two roles', { geleit_role: ['planner', 'counsellor'] }, 'TOKEN_INVALID'],
      ['a client that is not registered', { iss: SHARED, azp: 'city-app' }, 'TOKEN_INVALID'],
      ['no client where the client decides', { iss: SHARED }, 'TOKEN_INVALID'],
      ['a list of clients', { iss: SHARED, azp: ['jobcenter-app'] }, 'TOKEN_INVALID'],
      ['a person whose id is none', { iss: PERSONS, sub: 'staff-1' }, 'TOKEN_INVALID'],
    ])('%s', async (_what, claims, code) => {
      expect(await result(city(claims))).toBe(code);
    });

    it('other things that the issuer signs with the same key', async () => {
      expect(await result(city(), { typ: 'logout+jwt' })).toBe('TOKEN_INVALID');
      expect(await result(city(), { typ: 'dpop+jwt' })).toBe('TOKEN_INVALID');
    });

    it.each([
      ['an ID token', { nonce: 'n-0S6_WzA2Mj' }],
      ['an ID token with the hash of an access token', { at_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng' }],
      ['an ID token of the hybrid flow', { c_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng' }],
      ['a logout token', { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }],
      ['a refresh token', { typ: 'Refresh' }],
      ['an offline token', { typ: 'Offline' }],
      ['an ID token that says so', { typ: 'ID' }],
    ])('%s, which providers sign with the key of access tokens', async (_what, claims) => {
      expect(await result({ ...city(), ...claims })).toBe('TOKEN_INVALID');
    });

    it('extensions that it does not understand', async () => {
      const input = `${encode({ alg: 'ES256', kid: 'city-1', crit: ['exp2'], exp2: 1 })}.${encode(city())}`;
      const signature = await crypto.subtle.sign(
        { name: 'ECDSA', hash: 'SHA-256' },
        cityKey.private,
        Buffer.from(input),
      );
      const token = `${input}.${Buffer.from(signature).toString('base64url')}`;
      expect(await codeOf(identify(`Bearer ${token}`))).toBe('TOKEN_INVALID');
    });
  });

  it('says nothing about a token that is not genuine, not even that it has expired', async () => {
    expect(await result(city({ exp: seconds(-60), aud: 'another-service' }), {}, stranger)).toBe('TOKEN_INVALID');
  });

  it('cannot be built with an algorithm that everybody can sign with', () => {
    const issuer = {
      kind: 'staff',
      institution: 'city',
      issuer: CITY,
      audience: 'geleit',
      keys: { jwks: { keys: [] } },
      algorithms: ['HS256'],
    };
    expect(() => createIdentify([issuer as unknown as Issuer])).toThrow(/asymmetric/);
  });
});
