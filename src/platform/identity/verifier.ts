import { decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { GeleitError } from '../errors';
import { bearerToken } from './bearer';
import type { Caller } from './caller';
import { callerOf, clientOf } from './claims';
import { ALGORITHMS, DEFAULT_ALGORITHMS, type Issuer } from './issuer';
import { KEY_TIMES, keyFinder, type KeyTimes } from './keys';
import { TokenCache } from './token-cache';

/** Turns the Authorization header of a request into the caller. */
export type Identify = (authorizationHeader: string | undefined) => Promise<Caller>;

/** Clocks of issuer and hub may differ by this many seconds. */
const CLOCK_TOLERANCE_S = 5;

/** Types of access tokens (RFC 9068, RFC 7519). Others, such as a logout token, are signed with the same key. */
const TOKEN_TYPES = ['jwt', 'at+jwt', 'application/jwt', 'application/at+jwt'];

interface TrustedIssuer {
  readonly issuer: Issuer;
  readonly findKey: JWTVerifyGetKey;
}

/**
 * Builds the check of bearer tokens. Whom a caller speaks for follows from the registered issuer and client alone, never
 * from a claim that somebody could edit. No message repeats a token or a claim.
 *
 * @returns a function that throws GeleitError: UNAUTHENTICATED, TOKEN_..., or UNAVAILABLE if keys cannot be fetched
 */
export function createIdentify(issuers: readonly Issuer[], times: Partial<KeyTimes> = {}): Identify {
  const trusted = issuers.map((issuer): TrustedIssuer => {
    // The configuration has refused others already; a second lock, because one such entry would let everybody in.
    if (issuer.algorithms?.some((name) => !ALGORITHMS.includes(name))) {
      throw new Error('An issuer is registered with an algorithm that is not asymmetric.');
    }
    return { issuer, findKey: keyFinder(issuer.keys, { ...KEY_TIMES, ...times }) };
  });
  const checked = new TokenCache();
  return async (authorizationHeader) => {
    const token = bearerToken(authorizationHeader);
    const known = checked.find(token);
    if (known) return known;
    const { issuer, findKey } = chooseIssuer(trusted, unverifiedClaims(token));
    const caller = callerOf(await verify(token, issuer, findKey), issuer);
    checked.remember(token, caller);
    return caller;
  };
}

/** Only chooses whose keys the token must be signed with; nothing in these claims is believed. */
function unverifiedClaims(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw new GeleitError('TOKEN_INVALID', 'The token cannot be read.');
  }
}

function chooseIssuer(trusted: readonly TrustedIssuer[], claims: JWTPayload): TrustedIssuer {
  const sameIssuer = trusted.filter(({ issuer }) => issuer.issuer === claims.iss);
  if (sameIssuer.length === 0) {
    throw new GeleitError('TOKEN_WRONG_ISSUER', 'The issuer of the token is not registered with this hub.');
  }
  const client = clientOf(claims);
  const found = sameIssuer.find(({ issuer: { clients } }) => !clients || (client && clients.includes(client)));
  if (!found) throw new GeleitError('TOKEN_INVALID', 'The token was issued to a client that is not registered.');
  return found;
}

async function verify(token: string, issuer: Issuer, findKey: JWTVerifyGetKey): Promise<JWTPayload> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, findKey, {
      algorithms: [...(issuer.algorithms ?? DEFAULT_ALGORITHMS)],
      issuer: issuer.issuer,
      audience: issuer.audience,
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ['sub', 'exp'],
    });
    if (!isAccessToken(protectedHeader.typ, payload)) {
      throw new GeleitError('TOKEN_INVALID', 'The token is not an access token.');
    }
    if (payload.iat !== undefined && payload.iat > Date.now() / 1000 + CLOCK_TOLERANCE_S) {
      throw new GeleitError('TOKEN_NOT_YET_VALID', 'The token was issued in the future.');
    }
    return payload;
  } catch (error) {
    throw error instanceof GeleitError ? error : refusal(error);
  }
}

/** What only other tokens of an OpenID provider hold: ID tokens (OpenID Connect Core 1.0, 2 and 3.3.2.11), logout tokens (Back-Channel Logout 1.0, 2.4). */
const CLAIMS_OF_OTHERS = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events'];

/**
 * Whether it is a token for access (RFC 9068): others are signed with the same key and may be meant for the same audience.
 * Providers from before that standard say `JWT` in the header; some, such as Keycloak, name the kind in a claim `typ`.
 */
function isAccessToken(type: string | undefined, payload: JWTPayload): boolean {
  if (type !== undefined && !TOKEN_TYPES.includes(type.toLowerCase())) return false;
  if (payload.typ !== undefined && payload.typ !== 'Bearer') return false;
  return !CLAIMS_OF_OTHERS.some((claim) => claim in payload);
}

/** The library's errors hold the claims; they end here. */
function refusal(error: unknown): GeleitError {
  if (error instanceof errors.JWTExpired) return new GeleitError('TOKEN_EXPIRED', 'The token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'nbf' && error.reason === 'check_failed') {
      return new GeleitError('TOKEN_NOT_YET_VALID', 'The token is not valid yet.');
    }
    if (error.claim === 'aud') {
      return new GeleitError('TOKEN_WRONG_AUDIENCE', 'The token was issued for another service.');
    }
    return new GeleitError('TOKEN_INVALID', 'A required claim of the token is missing or malformed.');
  }
  return new GeleitError('TOKEN_INVALID', 'The token is not signed with a key and algorithm of its issuer.');
}
