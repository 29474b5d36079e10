import type { ConsentCategory, InstitutionId, Purpose, WithheldReason } from '../vocabulary';
import { ANY_DAY, type Grant, type RecordDay } from './decision';

/** A grant without two real points in time is no grant: `<=` would compare null or a string in its own way. */
function hasTimes(grant: Grant): boolean {
  return Number.isFinite(grant.validFrom) && Number.isFinite(grant.validUntil);
}

/** Valid from the first moment on, no longer valid at the last one; a time that is no number makes nothing valid. */
function isActive(grant: Grant, now: number): boolean {
  return (grant.ended ?? null) === null && hasTimes(grant) && grant.validFrom <= now && now < grant.validUntil;
}

/** The end that is told, in milliseconds since 1970: as it was agreed. */
export function toldUntil({ agreedUntil, validUntil }: Grant): number {
  return agreedUntil ?? validUntil;
}

/** Whether the consent covers only data of a period. */
export function hasDataPeriod({ dataFrom, dataUntil }: Grant): boolean {
  return (dataFrom ?? null) !== null || (dataUntil ?? null) !== null;
}

/** A record without a day is covered only by a consent to data of any day. Days of ISO 8601 compare as texts. */
function coversDay(grant: Grant, day: RecordDay | undefined): boolean {
  if (!hasDataPeriod(grant) || day === ANY_DAY) return true;
  if (day === null || day === undefined || !DAY.test(day)) return false;
  return day >= (grant.dataFrom ?? day) && day <= (grant.dataUntil ?? day);
}

const DAY = /^\d{4}-\d\d-\d\d$/;

function isReleased({ released, releasedBy }: Grant, author: InstitutionId | null): boolean {
  return released === true || (author !== null && (releasedBy ?? []).includes(author));
}

/**
 * The order in which grants are preferred: data of any day first, so that one consent explains all records; then with
 * release from secrecy; then what lasts longest; then ids, so that equal sets of grants always give the same answer.
 */
function isBetter(a: Grant, b: Grant): boolean {
  if (hasDataPeriod(a) !== hasDataPeriod(b)) return !hasDataPeriod(a);
  if (Boolean(a.secrecyReleased) !== Boolean(b.secrecyReleased)) return a.secrecyReleased === true;
  // By what is told: which one is named must not tell that a birthday ends the other one before.
  if (toldUntil(a) !== toldUntil(b)) return toldUntil(a) > toldUntil(b);
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

/** What a record asks of a grant besides category, purpose and time. */
export interface GrantNeeds {
  /** The author is bound to professional secrecy (section 203 StGB). */
  readonly secrecyRelease: boolean;
  /** Undefined where the recipient needs no transfer; else the author whose transfer it needs, null for any. */
  readonly transferOf: InstitutionId | null | undefined;
  readonly day: RecordDay | undefined;
}

/**
 * Finds the grant that a permit rests on.
 * @returns the best active grant for this category and purpose that covers the record: one to data of any day before
 * others, one with release from secrecy before others, then the one that lasts longest (of equal ones: the smallest
 * consent id, then the highest version); the reason if there are active grants, but none covers the record; undefined
 * if none is active
 */
export function activeGrant(
  grants: readonly Grant[],
  category: ConsentCategory,
  purpose: Purpose,
  now: number,
  { secrecyRelease, transferOf, day }: GrantNeeds,
): Grant | WithheldReason | undefined {
  let best: Grant | undefined;
  // How far the grant came that came farthest: the reason tells what is missing last.
  let [active, spoken, handedOver] = [false, false, false];
  for (const grant of grants) {
    if (grant.category !== category || grant.purpose !== purpose || !isActive(grant, now)) continue;
    active = true;
    if (secrecyRelease && grant.secrecyReleased !== true) continue;
    spoken = true;
    if (transferOf !== undefined && !isReleased(grant, transferOf)) continue;
    handedOver = true;
    if (coversDay(grant, day) && (best === undefined || isBetter(grant, best))) best = grant;
  }
  if (best !== undefined || !active) return best;
  if (!spoken) return 'PROFESSIONAL_SECRECY';
  return handedOver ? 'PERIOD_NOT_COVERED' : 'NOT_TRANSFERRED';
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
