import type { Asking } from '../../src/access/decision/decision';
import type { ConsentOf } from '../kit/consents';
import { WRITTEN } from './written-policy';

/** What a person brought about: their consents, and the record types there are about them. */
export interface Circumstances {
  readonly consents: readonly ConsentOf[];
  readonly has: readonly string[];
}

/** Either why a value may be seen, or why it is withheld. */
export type Expected = { readonly basis: string } | { readonly reason: string };

/**
 * What the policy as written says about a record of a category that `author` wrote (null: any other institution). A
 * second implementation on purpose, by the words of the YAML alone: it shares no code with the hub, so that a bug would
 * have to be made twice.
 */
export function expected(
  { institution, role, purpose }: Asking,
  category: string,
  author: string | null,
  { consents, has }: Circumstances,
): Expected {
  const { within, secrecy, ownRoles, ceiling } = WRITTEN.categories[category]!;
  const cells = Object.values(ceiling);
  if (WRITTEN.roles[role]!.reaches !== 'CONTENT') return { reason: 'ROLE_NOT_ENTITLED' };
  if (institution === null || WRITTEN.institutions[institution]!.neverReceives)
    return { reason: 'NOT_FOR_INSTITUTION' };
  if (author === institution) {
    return ownRoles.includes(role) ? { basis: 'OWN_RECORD' } : { reason: 'ROLE_NOT_ENTITLED' };
  }
  if (secrecy && cells.every((cell) => cell === '-')) return { reason: 'PROFESSIONAL_SECRECY' };
  if (purpose === null) return { reason: 'PURPOSE_MISSING' };
  if (!mayState(institution, role, purpose)) return { reason: 'ROLE_NOT_ENTITLED' };

  const statutes = WRITTEN.statutes.filter((one) => one.category === category && one.recipient === institution);
  const cell = ceiling[institution] ?? '-';
  if (cell === '-' && statutes.length === 0) return { reason: 'NOT_FOR_INSTITUTION' };
  if (statutes.some((one) => one.purpose === purpose && has.includes(one.whereRecipientHas)))
    return { basis: 'STATUTE' };
  if (!names(cell, purpose)) return { reason: 'PURPOSE_NOT_COVERED' };
  return byConsent(
    consents.filter(
      ({ recipients, categories }) =>
        recipients.includes(institution) && (categories as readonly string[]).includes(within ?? category),
    ),
    purpose,
  );
}

function byConsent(consents: readonly ConsentOf[], purpose: string): Expected {
  const forPurpose = consents.filter(({ purposes }) => (purposes as readonly string[]).includes(purpose));
  if (forPurpose.some(isActive)) return { basis: 'CONSENT' };
  if (consents.some(isActive)) return { reason: 'PURPOSE_NOT_COVERED' };
  const ended = forPurpose.filter(
    ({ state = 'GIVEN', untilDay = 1 }) => !['REQUESTED', 'REFUSED'].includes(state) && (isOver(state) || untilDay < 0),
  );
  if (ended.some(({ state = 'GIVEN' }) => ['WITHDRAWN', 'REVOKED', 'INVALIDATED'].includes(state))) {
    return { reason: 'CONSENT_WITHDRAWN' };
  }
  return { reason: ended.length > 0 ? 'CONSENT_EXPIRED' : 'NO_CONSENT' };
}

/** Only GIVEN and RENEWED let data through, and only between the two days. */
function isActive({ state = 'GIVEN', fromDay = -1, untilDay = 1 }: ConsentOf): boolean {
  return ['GIVEN', 'RENEWED'].includes(state) && fromDay < 0 && untilDay > 0;
}

const isOver = (state: string): boolean => ['WITHDRAWN', 'REVOKED', 'INVALIDATED', 'EXPIRED'].includes(state);

/** A purpose is stated by staff whose role has it and whose institution could reach a record with it at all. */
function mayState(institution: string, role: string, purpose: string): boolean {
  if (WRITTEN.purposes[purpose]!.reaches !== 'RECORDS' || !names(WRITTEN.roles[role]!.purposes, purpose)) return false;
  return (
    Object.values(WRITTEN.categories).some(({ ceiling }) => names(ceiling[institution] ?? '-', purpose)) ||
    WRITTEN.statutes.some((statute) => statute.recipient === institution && statute.purpose === purpose)
  );
}

function names(cell: string, purpose: string): boolean {
  return cell.split(' ').includes(WRITTEN.purposes[purpose]!.code);
}
