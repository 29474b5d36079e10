import { PURPOSES, type Category, type InstitutionId, type Purpose } from '../vocabulary';
import type { Policy } from './policy';

/**
 * Whether a person may consent to this disclosure at all.
 * @returns false also for words that the policy does not know
 */
export function mayBeConsentedTo(
  policy: Policy,
  category: Category,
  recipient: InstitutionId,
  purpose: Purpose,
): boolean {
  return policy.categories.get(category)?.ceiling.get(recipient)?.has(purpose) ?? false;
}

/** Whether no consent and no statute of the policy gives the institution anything, so that nobody there answers for the hub. */
export function receivesNothing({ institutions, categories, statutes }: Policy, id: InstitutionId): boolean {
  if (institutions.get(id)?.neverReceives !== undefined) return true;
  return (
    [...categories.values()].every(({ ceiling }) => !ceiling.get(id)?.size) &&
    statutes.every(({ recipient }) => recipient !== id)
  );
}

/** What a consent form asks for: every recipient may receive every category for every purpose. */
export interface ConsentScope {
  readonly recipients: readonly InstitutionId[];
  readonly categories: readonly Category[];
  readonly purposes: readonly Purpose[];
}

export type OutsideCeilingCode =
  'NEVER_RECEIVES' | 'PROFESSIONAL_SECRECY' | 'AGGREGATES_ONLY' | 'NOT_FOR_INSTITUTION' | 'PURPOSE_NOT_COVERED';

export interface OutsideCeiling {
  readonly recipient: InstitutionId;
  readonly category: Category;
  readonly purpose: Purpose;
  readonly code: OutsideCeilingCode;
  /** Says why the policy forbids the combination and, where that helps, what it allows instead. */
  readonly reason: string;
}

/**
 * Lists what of a consent the policy forbids, in the order of recipients, categories and purposes as given; empty if
 * the whole consent may be given.
 */
export function combinationsOutsideCeiling(policy: Policy, scope: ConsentScope): readonly OutsideCeiling[] {
  const outside: OutsideCeiling[] = [];
  for (const recipient of scope.recipients) {
    for (const category of scope.categories) {
      for (const purpose of scope.purposes) {
        if (mayBeConsentedTo(policy, category, recipient, purpose)) continue;
        outside.push({ recipient, category, purpose, ...whyOutside(policy, recipient, category, purpose) });
      }
    }
  }
  return outside;
}

function whyOutside(
  policy: Policy,
  recipient: InstitutionId,
  category: Category,
  purpose: Purpose,
): Pick<OutsideCeiling, 'code' | 'reason'> {
  const neverReceives = policy.institutions.get(recipient)?.neverReceives;
  if (neverReceives !== undefined) {
    return { code: 'NEVER_RECEIVES', reason: `${recipient} never receives anything: ${neverReceives}.` };
  }
  const asked = policy.categories.get(category);
  if (asked?.secrecy !== undefined && asked.ceiling.size === 0) {
    return { code: 'PROFESSIONAL_SECRECY', reason: `${category} is never disclosed: ${asked.secrecy}.` };
  }
  if (policy.purposes.get(purpose)?.reaches === 'AGGREGATES') {
    return { code: 'AGGREGATES_ONLY', reason: `${purpose} reaches aggregates only and needs no consent.` };
  }
  const allowed = asked?.ceiling.get(recipient);
  if (allowed === undefined) {
    return { code: 'NOT_FOR_INSTITUTION', reason: `${category} is never disclosed to ${recipient}.` };
  }
  const names = [...allowed].map((name) => `${name} (${PURPOSES[name]})`).join(', ');
  return { code: 'PURPOSE_NOT_COVERED', reason: `${category} may be disclosed to ${recipient} only for ${names}.` };
}
