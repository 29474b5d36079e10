import { combinationsOutsideCeiling } from '../../../access/policy/ceiling';
import type { Policy } from '../../../access/policy/policy';
import type { InstitutionId } from '../../../access/vocabulary';
import { GeleitError, type InputProblem } from '../../../platform/errors';
import { language } from '../../../records/kinds';
import type { GiveConsentInput } from './consent.input';
import { isInstitution } from './consent.type';

const LANGUAGE = language();

/**
 * Refuses a consent that names nothing, has no time in which it holds, or goes beyond the policy.
 * @throws GeleitError INVALID_INPUT or CONSENT_OUTSIDE_POLICY, with every problem at once
 */
export function checkConsent(policy: Policy, input: GiveConsentInput, now: Date): void {
  const problems: InputProblem[] = [];
  for (const list of ['recipients', 'categories', 'purposes'] as const) {
    if (input[list].length === 0) problems.push(problem(list, 'EMPTY', 'must name at least one'));
    if (new Set<string>(input[list]).size < input[list].length)
      problems.push(problem(list, 'REPEATED', 'must name each once'));
  }
  if (!input.recipients.every(isInstitution)) {
    problems.push(problem('recipients', 'UNKNOWN_VALUE', `must be of ${[...policy.institutions.keys()].join(', ')}`));
  }
  const from = input.validFrom ?? now;
  if (input.validUntil <= from || input.validUntil <= now) {
    problems.push(problem('validUntil', 'OUT_OF_RANGE', 'must lie after validFrom and in the future'));
  }
  const wording = input.language == null ? null : LANGUAGE.check(input.language);
  if (wording) problems.push(problem('language', wording.code, wording.message));
  if (problems.length > 0) {
    const places = problems.map(({ path, message }) => `${path} ${message}`).join('; ');
    throw new GeleitError('INVALID_INPUT', `The consent is not valid: ${places}.`, { problems });
  }
  const recipients = input.recipients as InstitutionId[];
  const outside = combinationsOutsideCeiling(policy, { ...input, recipients });
  if (outside.length === 0) return;
  throw new GeleitError('CONSENT_OUTSIDE_POLICY', 'The policy does not allow every combination of this consent.', {
    problems: outside.map(({ recipient, category, purpose, code, reason }) =>
      problem(`${recipient} / ${category} / ${purpose}`, code, reason),
    ),
  });
}

function problem(path: string, code: string, message: string): InputProblem {
  return { path: `input.${path}`, code, message };
}
