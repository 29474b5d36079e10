import type { InstitutionId, Role } from '../../access/vocabulary';

/** Who is asking, as proved by a verified token. The institution follows from the issuer, never from a claim. */
export type Caller = StaffCaller | PersonCaller;

export interface StaffCaller {
  readonly kind: 'staff';
  readonly institution: InstitutionId;
  readonly role: Exclude<Role, 'person'>;
  /** The issuer's pseudonymous subject of the member of staff or the service; written to the access log. */
  readonly actor: string;
  /** Surname, where the issuer tells it (claim `family_name`, OpenID Connect Core, section 5.1). Never kept. */
  readonly familyName?: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

export interface PersonCaller {
  readonly kind: 'person';
  readonly role: 'person';
  readonly personId: string;
  readonly actor: string;
  readonly expiresAt: number;
}
