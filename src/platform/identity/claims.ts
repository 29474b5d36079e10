import type { JWTPayload } from 'jose';
import { isPersonRole, type Role, ROLES } from '../../access/vocabulary';
import { GeleitError } from '../errors';
import type { Caller, StaffCaller } from './caller';
import { DEFAULT_ROLE_CLAIM, type Issuer } from './issuer';

const UUID = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
/** Subjects have at most 255 ASCII characters (OpenID Connect Core, section 2); here also none that is not printed. */
const SUBJECT = /^[\x21-\x7e]{1,255}$/;

/** The hub's own imports are on record under such a name: nobody else's decision may look like one of theirs. */
const RESERVED = /^import:/;

const LONGEST_NAME = 200;

/** The OAuth client to which the token was issued (`azp`: OpenID Connect Core; `client_id`: RFC 9068). */
export function clientOf(claims: JWTPayload): string | undefined {
  const client = claims['azp'] ?? claims['client_id'];
  return typeof client === 'string' ? client : undefined;
}

/**
 * Reads the caller from claims whose signature has been verified. Claims about the institution are ignored.
 *
 * @throws GeleitError TOKEN_INVALID if subject or role are none that this hub knows
 */
export function callerOf(claims: JWTPayload, issuer: Issuer): Caller {
  const { sub, exp } = claims;
  if (typeof sub !== 'string' || !SUBJECT.test(sub) || RESERVED.test(sub) || exp === undefined) {
    throw new GeleitError('TOKEN_INVALID', 'The claim sub of the token is malformed.');
  }
  if (issuer.kind === 'person') {
    // Some issuers write ids in capitals; it is the same id (RFC 9562, section 4).
    const id = sub.toLowerCase();
    if (!UUID.test(id)) throw new GeleitError('TOKEN_INVALID', 'The claim sub of the token is no id of a person.');
    return { kind: 'person', role: 'person', personId: id, actor: id, expiresAt: exp };
  }
  const role = staffRole(claims[issuer.roleClaim ?? DEFAULT_ROLE_CLAIM]);
  const name = claims['family_name'];
  const familyName = typeof name === 'string' && name.length <= LONGEST_NAME ? { familyName: name } : undefined;
  return { kind: 'staff', institution: issuer.institution, role, actor: sub, expiresAt: exp, ...familyName };
}

/** One role for each token: with several at once it would not be clear as whom the caller acts. */
function staffRole(claim: unknown): StaffCaller['role'] {
  const roles = (Array.isArray(claim) ? claim : [claim]).filter(isStaffRole);
  const [role] = roles;
  if (role === undefined || roles.length > 1) {
    throw new GeleitError('TOKEN_INVALID', 'The role claim of the token does not name exactly one role of this hub.');
  }
  return role;
}

function isStaffRole(value: unknown): value is StaffCaller['role'] {
  return typeof value === 'string' && ROLES.includes(value as Role) && !isPersonRole(value as Role);
}
