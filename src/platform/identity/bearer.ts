import { GeleitError } from '../errors';

/** Tokens of common issuers have 1 to 4 kB. A limit keeps a long one from costing anything. */
const MAX_TOKEN_LENGTH = 8_192;

/** A JWT in compact form (RFC 7515, section 7.1): three parts in base64url. The last is empty if `alg` is `none`. */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/**
 * Takes the token out of an Authorization header (RFC 6750, section 2.1).
 *
 * @throws GeleitError UNAUTHENTICATED without a bearer token, TOKEN_INVALID for one that cannot be a JWT
 */
export function bearerToken(header: string | undefined): string {
  const [, token] = /^bearer +(.*)$/is.exec(header ?? '') ?? [];
  if (token === undefined) {
    throw new GeleitError('UNAUTHENTICATED', 'The header Authorization holds no bearer token.');
  }
  if (token.length > MAX_TOKEN_LENGTH) {
    throw new GeleitError('TOKEN_INVALID', `The token is longer than ${MAX_TOKEN_LENGTH} characters.`);
  }
  if (!COMPACT.test(token)) {
    throw new GeleitError('TOKEN_INVALID', 'The header Authorization does not hold exactly one JSON Web Token.');
  }
  return token;
}
