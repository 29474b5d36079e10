import { combinationsOutsideCeiling } from '../../../../access/policy/ceiling';
import type { Policy } from '../../../../access/policy/policy';
import type { InstitutionId } from '../../../../access/vocabulary';
import { dayInGermany } from '../../../../platform/calendar';
import { GeleitError, type InputProblem } from '../../../../platform/errors';
import { problem, problemIf, refuse, valueProblems } from '../../../../records/api/input-problems';
import { day, language, text, type FieldKind } from '../../../../records/kinds';
import type { Circumstances, ConsentExceptionInput, ConsentScopeInput } from './consent-scope.input';
import { isInstitution } from './consent.enums';

const LISTS = ['recipients', 'categories', 'purposes'] as const;

const KINDS: Readonly<Record<string, FieldKind>> = {
  language: language(),
  interpreter: text({ max: 200 }),
  guardian: text({ max: 200 }),
  reason: text({ max: 1000, lines: true }),
};

const DAY = day();

/** Whether an end is none: beyond every day that a record can have. */
const isEndless = (end: Date): boolean => DAY.check(dayInGermany(end)) !== null;

/**
 * Refuses a consent that names nothing, has no time in which it holds, or goes beyond the policy.
 * @throws GeleitError INVALID_INPUT or CONSENT_OUTSIDE_POLICY, with every problem at once
 */
export function checkConsent(policy: Policy, input: ConsentScopeInput & Circumstances, now: Date): void {
  const problems: InputProblem[] = [
    ...institutionProblems(policy, input.recipients),
    ...(['categories', 'purposes'] as const).flatMap((list) => listProblems(list, input[list])),
    ...(input.exceptions ?? []).flatMap((exception, index) => exceptionProblems(policy, exception, index)),
    ...periodProblems(input, now),
    ...textProblems(input),
  ];
  refuse('consent', problems);
  const recipients = input.recipients as InstitutionId[];
  const outside = combinationsOutsideCeiling(policy, { ...input, recipients });
  if (outside.length === 0) return;
  throw new GeleitError('CONSENT_OUTSIDE_POLICY', 'The policy does not allow every combination of this consent.', {
    problems: outside.map(({ recipient, category, purpose, code, reason }) =>
      problem(`${recipient} / ${category} / ${purpose}`, code, reason),
    ),
  });
}

/** Refuses free texts and language tags that cannot be kept. @throws GeleitError INVALID_INPUT */
export function checkTexts(input: Circumstances & { reason?: string }): void {
  refuse('consent', textProblems(input));
}

/** What is wrong with a list of institutions. */
export function institutionProblems(policy: Policy, recipients: readonly string[]): InputProblem[] {
  return [
    ...listProblems('recipients', recipients),
    ...(recipients.every(isInstitution) ? [] : [unknownRecipient(policy, 'recipients')]),
  ];
}

function listProblems(path: string, words: readonly string[]): InputProblem[] {
  return [
    ...(words.length === 0 ? [problem(path, 'EMPTY', 'must name at least one')] : []),
    ...(new Set(words).size < words.length ? [problem(path, 'REPEATED', 'must name each once')] : []),
  ];
}

function unknownRecipient(policy: Policy, path: string): InputProblem {
  return problem(path, 'UNKNOWN_VALUE', `must be of ${[...policy.institutions.keys()].join(', ')}`);
}

/** An exception that names nothing would subtract everything: that is a withdrawal, and no exception. */
function exceptionProblems(policy: Policy, exception: ConsentExceptionInput, index: number): InputProblem[] {
  const path = `exceptions[${index}]`;
  const named = LISTS.filter((list) => exception[list] != null);
  if (named.length === 0) {
    return [problem(path, 'EMPTY', 'must name recipients, categories or purposes')];
  }
  return [
    ...named.flatMap((list) => listProblems(`${path}.${list}`, exception[list]!)),
    ...(exception.recipients?.every(isInstitution) === false ? [unknownRecipient(policy, `${path}.recipients`)] : []),
  ];
}

function periodProblems(input: ConsentScopeInput, now: Date): InputProblem[] {
  const { validFrom, validUntil, dataFrom, dataUntil, eraseBy } = input;
  return [
    ...(validUntil <= (validFrom ?? now) || validUntil <= now
      ? [problem('validUntil', 'OUT_OF_RANGE', 'must lie after validFrom and in the future')]
      : []),
    ...problemIf(
      isEndless(validUntil),
      'validUntil',
      'OUT_OF_RANGE',
      'must be a day that comes: no consent holds for ever',
    ),
    ...(['dataFrom', 'dataUntil', 'eraseBy'] as const).flatMap((field) => valueProblems(field, DAY, input[field])),
    ...(dataFrom && dataUntil && dataUntil < dataFrom
      ? [problem('dataUntil', 'OUT_OF_RANGE', 'must not lie before dataFrom')]
      : []),
    ...(eraseBy && eraseBy < dayInGermany(now) ? [problem('eraseBy', 'OUT_OF_RANGE', 'must lie in the future')] : []),
  ];
}

function textProblems(input: object): InputProblem[] {
  return Object.entries(KINDS).flatMap(([field, kind]) => {
    const value = (input as Record<string, string | null | undefined>)[field];
    return valueProblems(field, kind, value);
  });
}
