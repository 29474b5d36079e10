import type { Asking } from '../../../../access/decision/decision';
import type { InstitutionId, Role } from '../../../../access/vocabulary';

/** Who can lift an exception at all. A case worker writes down what the person says; no officer decides it for them. */
export const LIFTING_ROLES = ['person', 'guardian', 'counsellor', 'case-manager'] as const satisfies readonly Role[];

/**
 * Whether exceptions can be lifted for these institutions by whoever asks. An exception is what the person has decided
 * against an institution: so the person lifts it, or staff before whom they say so, unless it is their own institution that
 * would receive more. An exception that names nobody excepts every institution; each of two lifts it for the other one.
 */
export function mayLift({ role, institution }: Asking, recipients: readonly InstitutionId[]): boolean {
  if (role === 'person' || role === 'guardian') return institution === null;
  if (!(LIFTING_ROLES as readonly Role[]).includes(role)) return false;
  return institution !== null && !recipients.includes(institution);
}
