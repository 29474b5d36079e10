import type { ConsentCategory, ConsentState, InstitutionId, Purpose } from '../vocabulary';

/** A consent as far as it decides about access. */
export interface ConsentScope {
  readonly id: string;
  readonly personId: string;
  readonly version: number;
  readonly state: ConsentState;
  readonly recipients: readonly InstitutionId[];
  readonly categories: readonly ConsentCategory[];
  readonly purposes: readonly Purpose[];
  readonly validFrom: Date | string;
  readonly validUntil: Date | string;
}

/** How a grant ended before its time. The state EXPIRED is reached by the clock alone, but import files may state it. */
export type GrantEnd = 'WITHDRAWN' | 'REVOKED' | 'EXPIRED' | 'INVALIDATED';

/** A row of `core.consent_grant`. */
export interface GrantRecord {
  readonly personId: string;
  readonly recipient: InstitutionId;
  readonly purpose: Purpose;
  readonly category: ConsentCategory;
  readonly consentId: string;
  readonly consentVersion: number;
  readonly validFrom: Date | string;
  readonly validUntil: Date | string;
  readonly ended: GrantEnd | null;
}

/**
 * Compiles a consent into the rows that decisions probe: each recipient with each purpose and category that it names.
 * A consent that was only asked for or refused gives none; one that has ended keeps its rows, so that the reason of a
 * denial can be told.
 */
export function compileGrants(consent: ConsentScope): GrantRecord[] {
  const end = endOf(consent.state);
  if (end === 'NEVER_GIVEN') return [];
  const { personId, id: consentId, version: consentVersion, validFrom, validUntil } = consent;
  return consent.recipients.flatMap((recipient) =>
    consent.purposes.flatMap((purpose) =>
      consent.categories.map((category) => ({
        personId,
        recipient,
        purpose,
        category,
        consentId,
        consentVersion,
        validFrom,
        validUntil,
        ended: end,
      })),
    ),
  );
}

function endOf(state: ConsentState): GrantEnd | null | 'NEVER_GIVEN' {
  switch (state) {
    case 'GIVEN':
    case 'RENEWED':
      return null;
    case 'WITHDRAWN':
    case 'REVOKED':
    case 'EXPIRED':
    case 'INVALIDATED':
      return state;
    default:
      // REQUESTED, REFUSED, and any word that is not known: nothing was ever given.
      return 'NEVER_GIVEN';
  }
}
