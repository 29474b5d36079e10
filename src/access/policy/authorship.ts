import { INSTITUTIONS, type InstitutionId } from '../vocabulary';
import type { Policy } from './policy';

/** The institutions whose staff are bound to professional secrecy (section 203 StGB): others need a release for what they wrote. */
function secretAuthors(policy: Policy): readonly InstitutionId[] {
  return INSTITUTIONS.filter((id) => policy.institutions.get(id)?.secrecy !== undefined);
}

/** Whether what this institution wrote reaches others only with a release from professional secrecy. */
export function isSecretAuthor(policy: Policy, author: InstitutionId | null): boolean {
  return author !== null && policy.institutions.get(author)?.secrecy !== undefined;
}

/**
 * Whether what others wrote becomes visible to this recipient only after a transfer (section 79 SGB X): it may retrieve
 * nothing, and the policy knows no standing transfer to it. An unknown institution needs one.
 */
export function needsTransfer(policy: Policy, recipient: InstitutionId): boolean {
  if (policy.institutions.get(recipient)?.retrieval) return false;
  return !policy.transfers?.standing.has(recipient);
}

/**
 * The institutions about whose records a recipient's grants are asked apart, each by itself; all others are alike. None
 * but the institutions under professional secrecy, unless the recipient needs a transfer from each author.
 */
export function authorsApart(policy: Policy, recipient: InstitutionId): readonly InstitutionId[] {
  const apart = needsTransfer(policy, recipient) ? INSTITUTIONS : secretAuthors(policy);
  return apart.filter((id) => id !== recipient);
}
