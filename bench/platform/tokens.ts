import { importJWK, SignJWT } from 'jose';
import { openKeys } from '../../src/platform/identity/demonstration-keys';
import { DEMONSTRATION_AUDIENCE, demonstrationIssuers } from '../../src/platform/identity/demonstration-issuer';
import { DEFAULT_ROLE_CLAIM } from '../../src/platform/identity/issuer';

const LIFETIME_S = 8 * 60 * 60;

/** Signs the tokens of the bench's callers with the keys of the demonstration, which all servers trust. */
export interface Tokens {
  staff(institution: string, role: string, actor: string): Promise<string>;
  person(id: string): Promise<string>;
}

export async function openTokens(dataDir: string): Promise<Tokens> {
  const issuers = (await demonstrationIssuers({ production: false, dataDir })).map(({ issuer }) => issuer);
  const keys = await openKeys(dataDir, issuers);
  const sign = async (name: string, subject: string, claims: Record<string, string>): Promise<string> => {
    const issuer = issuers.find((address) => address.endsWith(`/${name}`));
    const key = issuer ? keys[issuer] : undefined;
    if (!issuer || !key) throw new Error(`There is no demonstration issuer for ${name}.`);
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid })
      .setIssuer(issuer)
      .setAudience(DEMONSTRATION_AUDIENCE)
      .setSubject(subject)
      .setIssuedAt(now)
      .setExpirationTime(now + LIFETIME_S)
      .sign(await importJWK(key, 'ES256'));
  };
  return {
    staff: (institution, role, actor) => sign(institution, actor, { [DEFAULT_ROLE_CLAIM]: role }),
    person: (id) => sign('persons', id, {}),
  };
}
