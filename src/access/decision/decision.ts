import type { Category, ConsentCategory, InstitutionId, Purpose, Role, WithheldReason } from '../vocabulary';

/** What rests on a decision: the record is one's own, one is the person, the person consented, or a statute allows it. */
export type Basis = 'OWN_RECORD' | 'SELF' | 'CONSENT' | 'STATUTE';

/** A disclosure that may take place, with everything that the access log and the person need to know about it. */
export interface Permit {
  readonly permit: true;
  readonly category: Category;
  readonly basis: Basis;
  readonly consentId?: string;
  readonly consentVersion?: number;
  /** Id of the statute in the policy. */
  readonly statute?: string;
  /** End of the consent, in milliseconds since 1970; absent where the permit does not rest on a consent. */
  readonly until?: number;
}

export interface Denial {
  readonly permit: false;
  readonly category: Category;
  readonly reason: WithheldReason;
}

export type Decision = Permit | Denial;

/**
 * One cell of a consent, compiled: this person allows this recipient this category for this purpose. A list of grants is
 * always about ONE person and ONE recipient, the institution of the caller.
 */
export interface Grant {
  readonly category: ConsentCategory;
  readonly purpose: Purpose;
  /** Milliseconds since 1970; the first moment at which the grant holds. */
  readonly validFrom: number;
  /** Milliseconds since 1970; the first moment at which the grant no longer holds. */
  readonly validUntil: number;
  readonly consentId: string;
  readonly consentVersion: number;
  /** How the consent ended before its time; absent or null while it has not. */
  readonly ended?: 'WITHDRAWN' | 'REVOKED' | 'EXPIRED' | 'INVALIDATED' | null;
}

/** The record or field that is asked for. */
export interface AskedRecord {
  readonly category: Category;
  /** The institution that wrote the record; null where no institution did. */
  readonly author: InstitutionId | null;
  /** The caller is the person whom the record is about. */
  readonly isSubject: boolean;
}

/** Who is asking: institution and role from the verified token, purpose from the header `x-purpose`. */
export interface Asking {
  /** Null for a person, who belongs to no institution. */
  readonly institution: InstitutionId | null;
  readonly role: Role;
  readonly purpose: Purpose | null;
}
