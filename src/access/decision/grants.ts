import type { ConsentCategory, Purpose, WithheldReason } from '../vocabulary';
import type { Grant } from './decision';

/** A grant without two real points in time is no grant: `<=` would compare null or a string in its own way. */
function hasTimes(grant: Grant): boolean {
  return Number.isFinite(grant.validFrom) && Number.isFinite(grant.validUntil);
}

/** Valid from the first moment on, no longer valid at the last one; a time that is no number makes nothing valid. */
function isActive(grant: Grant, now: number): boolean {
  return (grant.ended ?? null) === null && hasTimes(grant) && grant.validFrom <= now && now < grant.validUntil;
}

/** Descending order of numbers, ascending order of ids, so that equal sets of grants always give the same answer. */
function lastsLonger(a: Grant, b: Grant): boolean {
  if (a.validUntil !== b.validUntil) return a.validUntil > b.validUntil;
  if (a.consentId !== b.consentId) return a.consentId < b.consentId;
  return a.consentVersion > b.consentVersion;
}

/** Later means: began later; then the newer version; then the later end; an ended grant before a merely expired one. */
function isLater(a: Grant, b: Grant): boolean {
  if (a.validFrom !== b.validFrom) return a.validFrom > b.validFrom;
  if (a.consentVersion !== b.consentVersion) return a.consentVersion > b.consentVersion;
  if (a.validUntil !== b.validUntil) return a.validUntil > b.validUntil;
  return wasTakenBack(a) && !wasTakenBack(b);
}

/** Ended by somebody, not by the calendar. A word that is not known counts as taken back: it lets nothing through. */
function wasTakenBack(grant: Grant): boolean {
  return (grant.ended ?? 'EXPIRED') !== 'EXPIRED';
}

/**
 * Finds the grant that a permit rests on.
 * @returns the active grant for this category and purpose that lasts longest (of equal ones: the smallest consent id,
 * then the highest version), or undefined
 */
export function activeGrant(
  grants: readonly Grant[],
  category: ConsentCategory,
  purpose: Purpose,
  now: number,
): Grant | undefined {
  let best: Grant | undefined;
  for (const grant of grants) {
    if (grant.category !== category || grant.purpose !== purpose || !isActive(grant, now)) continue;
    if (best === undefined || lastsLonger(grant, best)) best = grant;
  }
  return best;
}

/**
 * Says why no grant reaches a category for a purpose. Call it only after `activeGrant` found none.
 * @returns PURPOSE_NOT_COVERED if the person consented to another purpose; else how the latest consent to this category
 * and purpose ended; else NO_CONSENT (also for a consent that is not valid yet)
 */
export function reasonWithoutGrant(
  grants: readonly Grant[],
  category: ConsentCategory,
  purpose: Purpose,
  now: number,
): WithheldReason {
  let latest: Grant | undefined;
  for (const grant of grants) {
    if (grant.category !== category) continue;
    if (grant.purpose !== purpose) {
      if (isActive(grant, now)) return 'PURPOSE_NOT_COVERED';
      continue;
    }
    if (hasEnded(grant, now) && (latest === undefined || isLater(grant, latest))) latest = grant;
  }
  if (latest === undefined) return 'NO_CONSENT';
  return wasTakenBack(latest) ? 'CONSENT_WITHDRAWN' : 'CONSENT_EXPIRED';
}

function hasEnded(grant: Grant, now: number): boolean {
  return hasTimes(grant) && ((grant.ended ?? null) !== null || grant.validUntil <= now);
}
