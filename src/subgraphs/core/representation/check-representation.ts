import type { RequestContext } from '../../../access/request-context';
import { GeleitError, type InputProblem } from '../../../platform/errors';
import { problem, problemIf, refuse, valueProblems } from '../../../records/api/input-problems';
import { checkId, checkPersonId } from '../../../records/check-id';
import { text } from '../../../records/kinds';
import { isUuid } from '../../../records/uuid-kind';
import type { RecordRepresentationInput, RevokeRepresentationInput } from './representation.input';

const NAME = text({ max: 200 });
const REASON = text({ max: 1000, lines: true });

/**
 * Staff of an institution that the policy trusts with it, and who have seen guardian and document.
 * @throws GeleitError FORBIDDEN, NO_SUCH_PERSON, INVALID_INPUT
 */
export function checkRecording({ asking, policy }: RequestContext, input: RecordRepresentationInput): void {
  if (asking.institution === null || !policy.representation?.recordedBy.has(asking.institution)) {
    throw new GeleitError('FORBIDDEN', 'The policy does not let your institution record who represents a minor.');
  }
  const missing = (['guardianPresent', 'documentChecked'] as const).filter((field) => !input[field]);
  refuse('representation', [
    ...missing.map((field) => problem(field, 'REQUIRED', 'must be true: nobody is represented on hearsay')),
    ...valueProblems('guardianName', NAME, input.guardianName),
    ...problemIf(!isUuid(input.guardian), 'guardian', 'BAD_FORMAT', 'must be an id of the portal'),
    ...past(input.validUntil),
  ]);
  checkPersonId(input.personId);
}

/** @throws GeleitError NOT_FOUND, INVALID_INPUT */
export function checkRevoking({ id, reason }: RevokeRepresentationInput): void {
  refuse('revocation', valueProblems('reason', REASON, reason));
  checkId(id, 'representation');
}

function past(validUntil: Date | null | undefined): InputProblem[] {
  const isPast = validUntil != null && validUntil <= new Date();
  return problemIf(isPast, 'validUntil', 'OUT_OF_RANGE', 'must lie in the future');
}
