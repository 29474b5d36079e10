import { isSecretAuthor, needsTransfer } from '../policy/authorship';
import type { CategoryPolicy, Policy, StatutePolicy } from '../policy/policy';
import type { Category, InstitutionId, Purpose, WithheldReason } from '../vocabulary';
import type { AskedRecord, Asking, Decision, Denial, Grant } from './decision';
import { activeGrant, hasDataPeriod, reasonWithoutGrant, toldUntil, type GrantNeeds } from './grants';

/** The static part of a decision found nothing final: the person's statutes and grants decide. */
export const ASK_GRANTS = 'ASK_GRANTS';

/**
 * The part of a decision that depends on no person, so that it can be cached by its arguments. The first rule that
 * applies decides:
 *
 * 1. an unknown category: NOT_FOR_INSTITUTION; an unknown role: ROLE_NOT_ENTITLED
 * 2. a person: permit SELF for what is about them (Art. 15 GDPR); their guardian: permit REPRESENTATION for the same
 *    (section 1629 BGB), but PROFESSIONAL_SECRECY for a category under it; else NOT_FOR_INSTITUTION
 * 3. a role that does not reach content (planner, data protection officer, administrator): ROLE_NOT_ENTITLED
 * 4. an institution that is unknown or never receives anything (section 87 AufenthG): NOT_FOR_INSTITUTION
 * 5. the institution's own record: permit OWN_RECORD for its `ownRoles`, else ROLE_NOT_ENTITLED; needs no purpose
 * 6. professional secrecy without any ceiling (section 203 StGB): PROFESSIONAL_SECRECY
 * 7. no purpose: PURPOSE_MISSING
 * 8. a purpose that the role or the institution may not state, or that reaches aggregates only: ROLE_NOT_ENTITLED
 * 9. neither ceiling nor statute for the institution: NOT_FOR_INSTITUTION
 * 10. a purpose outside the ceiling and without statute: PURPOSE_NOT_COVERED
 *
 * @returns a final decision, or ASK_GRANTS if statutes and grants of the person decide; never throws on unknown words
 */
export function decideWithoutPerson(
  policy: Policy,
  asking: Asking,
  category: Category,
  author: InstitutionId | null,
  isSubject: boolean,
): Decision | typeof ASK_GRANTS {
  const asked = policy.categories.get(category);
  if (asked === undefined) return denied(category, 'NOT_FOR_INSTITUTION');
  const role = policy.roles.get(asking.role);
  if (role === undefined) return denied(category, 'ROLE_NOT_ENTITLED');
  if (role.reaches === 'SELF' || role.reaches === 'REPRESENTED') {
    if (!isSubject) return denied(category, 'NOT_FOR_INSTITUTION');
    if (role.reaches === 'SELF') return { permit: true, category, basis: 'SELF' };
    // What a young person tells a counsellor in confidence is only theirs.
    if (asked.secrecy !== undefined) return denied(category, 'PROFESSIONAL_SECRECY');
    return { permit: true, category, basis: 'REPRESENTATION' };
  }
  if (role.reaches !== 'CONTENT') return denied(category, 'ROLE_NOT_ENTITLED');

  const institution = asking.institution === null ? undefined : policy.institutions.get(asking.institution);
  if (institution === undefined || institution.neverReceives !== undefined) {
    return denied(category, 'NOT_FOR_INSTITUTION');
  }
  if (author === institution.id) {
    return asked.ownRoles.has(role.id)
      ? { permit: true, category, basis: 'OWN_RECORD' }
      : denied(category, 'ROLE_NOT_ENTITLED');
  }
  if (asked.secrecy !== undefined && asked.ceiling.size === 0) return denied(category, 'PROFESSIONAL_SECRECY');

  const { purpose } = asking;
  if (purpose === null) return denied(category, 'PURPOSE_MISSING');
  if (
    policy.purposes.get(purpose)?.reaches !== 'RECORDS' ||
    !role.purposes.has(purpose) ||
    !institution.purposes.has(purpose)
  ) {
    return denied(category, 'ROLE_NOT_ENTITLED');
  }
  return settleCeiling(policy, asked, institution.id, purpose);
}

function settleCeiling(
  policy: Policy,
  asked: CategoryPolicy,
  recipient: InstitutionId,
  purpose: Purpose,
): Denial | typeof ASK_GRANTS {
  const statutes = policy.statutes.filter(({ category, recipient: to }) => category === asked.id && to === recipient);
  const ceiling = asked.ceiling.get(recipient);
  if (ceiling === undefined && statutes.length === 0) return denied(asked.id, 'NOT_FOR_INSTITUTION');
  if (ceiling?.has(purpose) || statutes.some((statute) => statute.purpose === purpose)) return ASK_GRANTS;
  return denied(asked.id, 'PURPOSE_NOT_COVERED');
}

/**
 * Decides whether one record or field may be disclosed. Pure, synchronous, total and closed by default: an unknown word
 * or a time that is no number ends in a denial, never in an exception and never in a permit. After the rules of
 * `decideWithoutPerson`:
 *
 * 11. a statute for this category, institution and purpose whose condition the person meets: permit STATUTE, unless the
 *     author is bound to professional secrecy (section 203 StGB)
 * 12. a purpose outside the ceiling: PURPOSE_NOT_COVERED
 * 13. an active grant for category and purpose that covers the record: permit CONSENT (with which one: `activeGrant`)
 * 14. active grants, none with the release from secrecy that the author needs: PROFESSIONAL_SECRECY
 * 15. active grants, none with the transfer that the recipient needs: NOT_TRANSFERRED
 * 16. active grants, all of them to data of another period: PERIOD_NOT_COVERED
 * 17. an active grant for another purpose: PURPOSE_NOT_COVERED
 * 18. the latest ended grant for category and purpose: CONSENT_WITHDRAWN (withdrawn, revoked, invalidated) or CONSENT_EXPIRED
 * 19. else NO_CONSENT
 *
 * @param grants all grants of the person for the caller's institution, in any order, ended ones included
 * @param statutesHeld ids of the policy's statutes whose condition the person meets
 * @param now milliseconds since 1970
 */
export function decide(
  policy: Policy,
  asking: Asking,
  asked: AskedRecord,
  grants: readonly Grant[],
  statutesHeld: readonly string[],
  now: number,
): Decision {
  const settled = decideWithoutPerson(policy, asking, asked.category, asked.author, asked.isSubject);
  return settled === ASK_GRANTS ? decideByPerson(policy, asking, asked, grants, statutesHeld, now) : settled;
}

/**
 * The part of a decision that depends on the person; call it only where `decideWithoutPerson` answered ASK_GRANTS, for example from
 * a cache.
 */
export function decideByPerson(
  policy: Policy,
  asking: Asking,
  { category, author, day }: Omit<AskedRecord, 'isSubject'>,
  grants: readonly Grant[],
  statutesHeld: readonly string[],
  now: number,
): Decision {
  const { institution, purpose } = asking;
  const asked = policy.categories.get(category);
  if (asked === undefined || institution === null || purpose === null || !Number.isFinite(now)) {
    return denied(category, 'NO_CONSENT');
  }
  const applies = (statute: StatutePolicy): boolean =>
    statute.category === category &&
    statute.recipient === institution &&
    statute.purpose === purpose &&
    statutesHeld.includes(statute.id);
  const isSecret = isSecretAuthor(policy, author);
  const statute = isSecret ? undefined : policy.statutes.find(applies);
  if (statute !== undefined) return { permit: true, category, basis: 'STATUTE', statute: statute.id };

  if (!asked.ceiling.get(institution)?.has(purpose)) return denied(category, 'PURPOSE_NOT_COVERED');
  const needs: GrantNeeds = {
    secrecyRelease: isSecret,
    transferOf: needsTransfer(policy, institution) ? author : undefined,
    day,
  };
  const grant = activeGrant(grants, asked.consentCategory, purpose, now, needs);
  if (typeof grant === 'string') return denied(category, grant);
  if (grant === undefined) return denied(category, reasonWithoutGrant(grants, asked.consentCategory, purpose, now));
  return {
    permit: true,
    category,
    basis: 'CONSENT',
    consentId: grant.consentId,
    consentVersion: grant.consentVersion,
    until: toldUntil(grant),
    ...(hasDataPeriod(grant) && { byDay: true }),
  };
}

function denied(category: Category, reason: WithheldReason): Denial {
  return { permit: false, category, reason };
}
