import type { Category, ConsentCategory, InstitutionId, Purpose, Role, WithheldReason } from '../vocabulary';

/**
 * What rests on a decision: the record is one's own, one is the person, one represents the person, the person consented, or
 * a statute allows it.
 */
export type Basis = 'OWN_RECORD' | 'SELF' | 'REPRESENTATION' | 'CONSENT' | 'STATUTE';

/** A disclosure that may take place, with everything that the access log and the person need to know about it. */
export interface Permit {
  readonly permit: true;
  readonly category: Category;
  readonly basis: Basis;
  readonly consentId?: string;
  readonly consentVersion?: number;
  /** Id of the statute in the policy. */
  readonly statute?: string;
  /** End of the consent as it was agreed, in milliseconds since 1970; absent where the permit does not rest on a consent. */
  readonly until?: number;
  /** The consent covers only data of a period: each record is decided by its own day. */
  readonly byDay?: true;
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
  /** The end that was agreed, where the 18th birthday of the person ends it before: this one is told. */
  readonly agreedUntil?: number | null;
  readonly consentId: string;
  readonly consentVersion: number;
  /** How the consent ended before its time; absent or null while it has not. */
  readonly ended?: 'WITHDRAWN' | 'REVOKED' | 'EXPIRED' | 'INVALIDATED' | null;
  /** First and last day of the data that the consent covers (ISO 8601); absent or null where it covers data of any day. */
  readonly dataFrom?: string | null;
  readonly dataUntil?: string | null;
  /** The person has released the author from professional secrecy (section 203 StGB) with this consent. */
  readonly secrecyReleased?: boolean;
  /** The person has handed the data over to a recipient that may retrieve none (section 79 SGB X). */
  readonly released?: boolean;
  /** The institutions that have transferred what they wrote to such a recipient. */
  readonly releasedBy?: readonly InstitutionId[] | null;
}

/** The record or field that is asked for. */
export interface AskedRecord {
  readonly category: Category;
  /** The institution that wrote the record; null where no institution did. */
  readonly author: InstitutionId | null;
  /** The caller is the person whom the record is about, or acts as their guardian. */
  readonly isSubject: boolean;
  /**
   * The day that counts for the period of the data that a consent covers (ISO 8601). Absent or null: the record has none,
   * and only a consent to data of any day covers it. ANY_DAY: some record, whatever its day.
   */
  readonly day?: RecordDay;
}

/** Stands for some record of a type that has a day: is there any that may be seen? */
export const ANY_DAY = Symbol('any day');
export type RecordDay = string | null | typeof ANY_DAY;

/** Who is asking: institution and role from the verified token, purpose from the header `x-purpose`. */
export interface Asking {
  /** Null for a person, who belongs to no institution. */
  readonly institution: InstitutionId | null;
  readonly role: Role;
  readonly purpose: Purpose | null;
}
