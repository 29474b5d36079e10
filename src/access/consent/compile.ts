import type { Grant } from '../decision/decision';
import type { ConsentCategory, ConsentState, InstitutionId, Purpose } from '../vocabulary';
import { NEVER, periodOf, subtract, union, type Periods } from './periods';

/** What a consent leaves out; what it does not name it means as a whole. */
export interface Exception {
  readonly recipients?: readonly InstitutionId[] | null;
  readonly categories?: readonly ConsentCategory[] | null;
  readonly purposes?: readonly Purpose[] | null;
  /** Institutions for which the person has lifted it since. */
  readonly liftedFor?: readonly InstitutionId[] | null;
}

/** A part of a consent that no longer is one: each recipient with each category for each purpose. */
export type WithdrawnPart = Required<Omit<Exception, 'liftedFor'>>;

/** A consent as it stood at some moment, with the parts that decide. Times in milliseconds since 1970. */
export interface StandingConsent {
  readonly id: string;
  readonly version: number;
  readonly state: ConsentState;
  readonly recipients: readonly InstitutionId[];
  readonly categories: readonly ConsentCategory[];
  readonly purposes: readonly Purpose[];
  readonly exceptions: readonly Exception[];
  /** From when they deny, whatever becomes of the consent; null before somebody has given it. */
  readonly exceptsFrom: number | null;
  /** What the person has taken back of it since it was given. */
  readonly withdrawn: readonly WithdrawnPart[];
  readonly validFrom: number;
  readonly validUntil: number;
  /** As it was agreed, where the 18th birthday ends it before and the caller is not told when; absent or null elsewhere. */
  readonly agreedUntil?: number | null;
  readonly dataFrom: string | null;
  readonly dataUntil: string | null;
  readonly secrecyRelease: boolean;
}

/** A transfer to a recipient that may retrieve nothing (section 79 SGB X). */
export interface MadeTransfer {
  readonly consentId: string;
  readonly recipient: InstitutionId;
  readonly categories: readonly ConsentCategory[];
  /** The institution that transferred what it wrote; null where the person handed over what anybody wrote. */
  readonly institution: InstitutionId | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const ENDED = ['WITHDRAWN', 'REVOKED', 'EXPIRED', 'INVALIDATED'] as const;

/**
 * Compiles one person's consents for one recipient, as `core.compile_consent` does in the database: each living consent
 * gives its own cells, minus what the exceptions of all of them deny, of ended ones too; two permits are never put together. What
 * has ended stays in the list with its reason. REQUESTED and REFUSED give nothing.
 */
export function compileGrants(
  consents: readonly StandingConsent[],
  recipient: InstitutionId,
  transfers: readonly MadeTransfer[],
): readonly Grant[] {
  return consents
    .filter(({ recipients }) => recipients.includes(recipient))
    .flatMap((consent) => {
      const ended = ENDED.find((state) => state === consent.state);
      if (!ended && !lives(consent)) return [];
      const whole = [{ from: consent.validFrom, until: consent.validUntil }];
      return [...new Set(consent.categories)].flatMap((category) => {
        const handedOver = transfers.filter(
          (transfer) =>
            transfer.consentId === consent.id &&
            transfer.recipient === recipient &&
            transfer.categories.includes(category),
        );
        return [...new Set(consent.purposes)].flatMap((purpose) => {
          if (consent.withdrawn.some((part) => excepts(part, recipient, category, purpose))) return [];
          const periods = ended ? whole : subtract(whole, deniedPeriods(consents, recipient, category, purpose));
          return periods.map(({ from, until }): Grant => ({
            category,
            purpose,
            validFrom: from,
            validUntil: until,
            ...(until === consent.validUntil && { agreedUntil: consent.agreedUntil ?? null }),
            consentId: consent.id,
            consentVersion: consent.version,
            ended: ended ?? null,
            dataFrom: consent.dataFrom,
            dataUntil: consent.dataUntil,
            secrecyReleased: consent.secrecyRelease,
            released: handedOver.some(({ institution }) => institution === null),
            releasedBy: handedOver.flatMap(({ institution }) => institution ?? []),
          }));
        });
      });
    });
}

/** Whether the consent lets data through at any moment at all. */
function lives({ state, validFrom, validUntil }: StandingConsent): boolean {
  return (state === 'GIVEN' || state === 'RENEWED') && validFrom < validUntil;
}

/** When the exceptions of these consents deny a cell. */
function deniedPeriods(
  consents: readonly StandingConsent[],
  recipient: InstitutionId,
  category: ConsentCategory,
  purpose: Purpose,
): Periods {
  const denying = consents.filter(({ exceptions }) =>
    exceptions.some(
      (exception) => excepts(exception, recipient, category, purpose) && !exception.liftedFor?.includes(recipient),
    ),
  );
  return union(...denying.map(({ exceptsFrom }) => (exceptsFrom === null ? NEVER : periodOf(exceptsFrom, Infinity))));
}

function excepts(
  { recipients, categories, purposes }: Exception,
  recipient: InstitutionId,
  category: ConsentCategory,
  purpose: Purpose,
): boolean {
  return names(recipients, recipient) && names(categories, category) && names(purposes, purpose);
}

function names<Word>(words: readonly Word[] | null | undefined, word: Word): boolean {
  return words === null || words === undefined || words.length === 0 || words.includes(word);
}
