import type { InstitutionId } from '../vocabulary';

/** Kinds of party, in the words of the W3C Data Privacy Vocabulary. */
export const PARTY_TYPES = ['GovernmentalOrganisation', 'NonProfitOrganisation'] as const;
export type PartyType = (typeof PARTY_TYPES)[number];

/** What a consent receipt tells besides the consent itself (ISO/IEC TS 27560:2023; Art. 13 GDPR). */
export interface ReceiptPolicy {
  /** ISO 3166-1 alpha-2 of the law that applies. */
  readonly jurisdiction: string;
  /** ISO 3166-1 alpha-2 of the countries where the data are stored. */
  readonly storageLocations: readonly string[];
  /** How long recipients keep what they received. */
  readonly retention: string;
  readonly retentionDe: string;
  /** Address of the general privacy notice. */
  readonly privacyNotice: string;
  /** Where a consent can be withdrawn (Art. 7(3) GDPR). */
  readonly withdrawAt: string;
  /** Every institution that may receive anything. */
  readonly parties: ReadonlyMap<InstitutionId, PartyPolicy>;
}

/** An institution as a party to a consent. */
export interface PartyPolicy {
  readonly type: PartyType;
  /** Postal address. */
  readonly address: string;
  /** Where its data protection officer is reached. */
  readonly contact: string;
  /** The supervisory authority to which a person can complain (Art. 77 GDPR). */
  readonly authority: string;
}
