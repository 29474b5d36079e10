import type { JSONWebKeySet } from 'jose';
import type { InstitutionId } from '../../access/vocabulary';

/**
 * Signature algorithms that an issuer may use (RFC 7518, RFC 8037). All are asymmetric: with HS256 everybody who can
 * verify a token could also make one, and `none` is no signature (RFC 8725, section 3.1).
 */
export const ALGORITHMS = [
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** Those that are accepted where the registration of an issuer names none. */
export const DEFAULT_ALGORITHMS: readonly Algorithm[] = ['ES256', 'EdDSA', 'RS256', 'PS256'];

export const DEFAULT_ROLE_CLAIM = 'geleit_role';

/** A name that resolves nowhere (RFC 6761, section 6.4), so that no real issuer can ever have it. */
export const DEMONSTRATION_HOST = 'demo.geleit.invalid';

/** An OIDC issuer that this hub trusts, and for whom it speaks. */
export type Issuer = StaffIssuer | PersonIssuer;

/** Issues tokens to the staff and services of one institution. */
export interface StaffIssuer extends Registration {
  readonly kind: 'staff';
  readonly institution: InstitutionId;
  /** Name of the claim that holds the role. Default: `geleit_role`. */
  readonly roleClaim?: string;
}

/** Issues tokens to the persons themselves; `sub` is the id of the person in the hub. */
export interface PersonIssuer extends Registration {
  readonly kind: 'person';
}

interface Registration {
  /** The `iss` claim, compared character by character. */
  readonly issuer: string;
  readonly audience: string;
  readonly keys: KeySource;
  /** OAuth clients whose tokens are accepted (`azp` or `client_id`). Without it, those of every client are. */
  readonly clients?: readonly string[];
  readonly algorithms?: readonly Algorithm[];
}

/** Where the public keys come from: an address, or the keys themselves (demonstration and tests). */
export type KeySource = { readonly jwksUri: string } | { readonly jwks: JSONWebKeySet };
