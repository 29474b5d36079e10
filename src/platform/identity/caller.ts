import type { InstitutionId, PersonRole, StaffRole } from '../../access/vocabulary';

/** Who is asking, as proved by a verified token. The institution follows from the issuer, never from a claim. */
export type Caller = StaffCaller | PersonCaller;

export interface StaffCaller {
  readonly kind: 'staff';
  readonly institution: InstitutionId;
  readonly role: StaffRole;
  /** The issuer's pseudonymous subject of the member of staff or the service; written to the access log. */
  readonly actor: string;
  /** Surname, where the issuer tells it (claim `family_name`, OpenID Connect Core, section 5.1). Never kept. */
  readonly familyName?: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

export interface PersonCaller {
  readonly kind: 'person';
  /** A guardian speaks for the person in `personId`; whether they may, the database says with each statement. */
  readonly role: PersonRole;
  /** The person for whom the request speaks. */
  readonly personId: string;
  /** The person was looked up and is known under no other id, from before a link or a merge. */
  readonly hasOneId?: boolean;
  /** The subject of the token: the person's own id, or that of the guardian. */
  readonly actor: string;
  readonly expiresAt: number;
}

/** The person for whom the request speaks; null for staff. */
export const personIdOf = (caller: Caller): string | null => (caller.kind === 'person' ? caller.personId : null);
