import type { InstitutionId } from '../../../src/access/vocabulary';
import { isWithin, type KnownConsent } from './consent';

/** Under which id something is said: that of a login or a file, or whatever the house knows at the time; null where nobody can tell. */
export type SaidBy = string | null | { readonly house: InstitutionId };

/** What was decided about a consent while two persons are taken for one. It is null before a consent that is new. */
export interface Step {
  readonly before: KnownConsent | null;
  readonly after: KnownConsent;
  readonly by: SaidBy;
}

const LETS_THROUGH = ['GIVEN', 'RENEWED'];

/** Whether a consent lets more through than before. */
function widens(before: KnownConsent | null, after: KnownConsent): boolean {
  if (!LETS_THROUGH.includes(after.state)) return false;
  if (!before || !LETS_THROUGH.includes(before.state)) return true;
  return after.validUntil > before.validUntil || after.validFrom < before.validFrom || !isWithin(after, before);
}

/** What becomes of a consent in a split. */
export interface Parted {
  /** Whose it is; null where nobody can tell. */
  readonly home: string | null;
  /** How long what it lets through goes on; null where it ends with the split. */
  readonly validUntil: number | null;
  /** What of the exceptions its own person has not lifted. */
  readonly exceptions: KnownConsent['exceptions'];
}

/**
 * Whose a consent is after a split. New ones are theirs who gave them; what the other one has opened of an older one ends,
 * and so does what nobody can tell by whom it was opened.
 * @param idOf tells an id now
 */
export function parted(consent: KnownConsent, steps: readonly Step[], idOf: (by: SaidBy) => string | null): Parted {
  const [first] = steps;
  const isNew = first !== undefined && first.before === null;
  let home = isNew ? idOf(first.by) : consent.home;
  let own = isNew ? null : (first?.before ?? consent);
  let isByOther = false;
  for (const { before, after, by } of steps) {
    if (widens(before, after)) {
      if (isNew) home = idOf(by);
      else isByOther = idOf(by) !== home;
    }
    if (!isByOther) own = after;
  }
  const lift = steps.find(
    ({ before, after, by }) => before !== null && before.exceptions !== after.exceptions && idOf(by) !== home,
  );
  const exceptions = lift?.before?.exceptions ?? consent.exceptions;
  return { home, exceptions, validUntil: goesOnUntil(consent, home, isByOther, own) };
}

function goesOnUntil(consent: KnownConsent, home: string | null, isByOther: boolean, own: KnownConsent | null) {
  const isOpen = LETS_THROUGH.includes(consent.state);
  if (home === null && (isOpen || consent.state === 'REQUESTED')) return null;
  if (!isByOther || !isOpen) return consent.validUntil;
  if (own === null) return null;
  const goesOn = LETS_THROUGH.includes(own.state) && own.validUntil > Date.now();
  return goesOn && !widens({ ...own, validUntil: consent.validUntil }, consent)
    ? Math.min(own.validUntil, consent.validUntil)
    : null;
}
