import type { Exception } from '../../../src/access/consent/compile';
import type { ConsentCategory, ConsentState, InstitutionId, Purpose } from '../../../src/access/vocabulary';
import { covers, means } from '../../policy/expectation';

/** What a consent opens: each recipient, category and purpose is named. */
export interface Scope {
  readonly recipients: readonly InstitutionId[];
  readonly categories: readonly ConsentCategory[];
  readonly purposes: readonly Purpose[];
}

/** What a person took back, and when (milliseconds since 1970). */
export interface WithdrawnPart extends Scope {
  readonly at: number;
}

/** A consent as it stands, after everything that was decided about it. */
export interface KnownConsent extends Scope {
  readonly id: string;
  /** The id of the person to whom it was given at the time; a merge does not change what they said. */
  readonly home: string;
  readonly version: number;
  readonly state: ConsentState;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validUntil: number;
  readonly exceptions: readonly Exception[];
  /** From when they hold, whatever becomes of the consent; null before somebody has given it. */
  readonly exceptsFrom: number | null;
  readonly withdrawn: readonly WithdrawnPart[];
  /** When it was said; of a paper its day counts. */
  readonly saidAt: number;
  readonly onPaper: boolean;
  readonly isImported: boolean;
  /** When it was withdrawn in the hub; null otherwise. */
  readonly endedInHubAt: number | null;
  readonly dataFrom: string | null;
  readonly dataUntil: string | null;
  readonly secrecyRelease: boolean;
  /** The institution that asked for it. */
  readonly requestedBy: InstitutionId | null;
  /** The institution that took it down; null where the person gave it at a screen. */
  readonly capturedBy: InstitutionId | null;
  /** Who took it down from paper, as long as nobody else has compared it with the form. */
  readonly uncheckedOf: string | null;
}

/** One cell that is asked for. */
export interface Cell {
  readonly recipient: string;
  readonly category: string;
  readonly purpose: string;
}

/** What the record needs besides the cell. */
export interface Needs {
  readonly secrecyRelease: boolean;
  readonly day: string | null;
}

const LETS_THROUGH: readonly ConsentState[] = ['GIVEN', 'RENEWED'];
const TAKEN_BACK: readonly ConsentState[] = ['WITHDRAWN', 'REVOKED', 'INVALIDATED'];

/** The consent names the cell, and the person has not taken it back. */
const names = (consent: KnownConsent, cell: Cell): boolean =>
  includes(consent, cell) && !consent.withdrawn.some((part) => includes(part, cell));

const includes = ({ recipients, categories, purposes }: Scope, { recipient, category, purpose }: Cell): boolean =>
  [recipients, categories, purposes].every((words, index) =>
    (words as readonly string[]).includes([recipient, category, purpose][index]!),
  );

/** Whether it lets data through, now or later. */
export const isLiving = ({ state, validUntil }: KnownConsent, at: number): boolean =>
  LETS_THROUGH.includes(state) && at < validUntil;

const inForce = ({ state, validFrom, validUntil }: KnownConsent, at: number): boolean =>
  LETS_THROUGH.includes(state) && validFrom <= at && at < validUntil;

/** Whether a consent says nothing that the other one does not say, whatever their time. */
export const isWithin = (one: KnownConsent, other: KnownConsent): boolean =>
  one.recipients.every((word) => other.recipients.includes(word)) &&
  one.categories.every((word) => other.categories.includes(word)) &&
  one.purposes.every((word) => other.purposes.includes(word)) &&
  (other.secrecyRelease || !one.secrecyRelease) &&
  one.dataFrom === other.dataFrom &&
  one.dataUntil === other.dataUntil;

/** A consent gives the cell at that moment, and the person has excepted it in none. */
function opens(consent: KnownConsent, all: readonly KnownConsent[], cell: Cell, at: number): boolean {
  return inForce(consent, at) && names(consent, cell) && !all.some((other) => denies(other, cell, at));
}

/** What was excepted once stays so, in whatever state the consent is that said it, until it is lifted for the recipient. */
const denies = (
  { exceptions, exceptsFrom }: KnownConsent,
  { recipient, category, purpose }: Cell,
  at: number,
): boolean =>
  exceptsFrom !== null &&
  exceptsFrom <= at &&
  exceptions.some(
    (one) =>
      means(one.recipients, recipient) &&
      means(one.categories, category) &&
      means(one.purposes, purpose) &&
      !(one.liftedFor as readonly string[] | undefined)?.includes(recipient),
  );

/** Whether the person has excepted anything, and not lifted it for all whom they named. */
export const excepts = ({ exceptions, exceptsFrom }: KnownConsent): boolean =>
  exceptsFrom !== null && exceptions.length > 0;

/** Whether anything at all is open to the recipient: then it may know that there is such a person. */
export function opensAnything(consents: readonly KnownConsent[], recipient: string, at: number): boolean {
  return consents.some(({ categories, purposes }, index) =>
    categories.some((category) =>
      purposes.some((purpose) => opens(consents[index]!, consents, { recipient, category, purpose }, at)),
    ),
  );
}

export type ByConsent = { readonly basis: 'CONSENT'; readonly consentId: string } | { readonly reason: string };

/** What the consents of one person say about a cell at a moment. */
export function byConsents(consents: readonly KnownConsent[], cell: Cell, needs: Needs, at: number): ByConsent {
  const open = consents.filter((consent) => opens(consent, consents, cell, at));
  const spoken = open.filter(({ secrecyRelease }) => secrecyRelease || !needs.secrecyRelease);
  const covering = spoken.filter((consent) => covers(consent, needs.day));
  if (covering.length > 0) return { basis: 'CONSENT', consentId: covering.sort(preferred)[0]!.id };
  if (spoken.length > 0) return { reason: 'PERIOD_NOT_COVERED' };
  if (open.length > 0) return { reason: 'PROFESSIONAL_SECRECY' };
  const elsewhere = consents.some((consent) =>
    consent.purposes.some((purpose) => opens(consent, consents, { ...cell, purpose }, at)),
  );
  if (elsewhere) return { reason: 'PURPOSE_NOT_COVERED' };
  return { reason: reasonOfTheLatest(consents, cell, at) };
}

/** Data of any day before a period, released before not, what lasts longest, then the smallest id. */
function preferred(a: KnownConsent, b: KnownConsent): number {
  const hasPeriod = ({ dataFrom, dataUntil }: KnownConsent) => Number(dataFrom !== null || dataUntil !== null);
  return (
    hasPeriod(a) - hasPeriod(b) ||
    Number(b.secrecyRelease) - Number(a.secrecyRelease) ||
    b.validUntil - a.validUntil ||
    (a.id < b.id ? -1 : 1)
  );
}

/** Of what was open once and is no longer, the latest tells how it ended. */
function reasonOfTheLatest(consents: readonly KnownConsent[], cell: Cell, at: number): string {
  const ended = consents
    .filter((consent) => names(consent, cell))
    .flatMap((consent) => {
      if (TAKEN_BACK.includes(consent.state)) return [{ ...consent, reason: 'CONSENT_WITHDRAWN' }];
      // It was open before its time ended, or before an exception came.
      const wasOpen = consent.validFrom <= at && opens(consent, consents, cell, consent.validFrom);
      return wasOpen ? [{ ...consent, reason: 'CONSENT_EXPIRED' }] : [];
    })
    .sort(
      (a, b) =>
        b.validFrom - a.validFrom ||
        b.version - a.version ||
        b.validUntil - a.validUntil ||
        (a.reason > b.reason ? -1 : 1),
    );
  return ended[0]?.reason ?? 'NO_CONSENT';
}
