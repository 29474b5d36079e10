import { GeleitError, type InputProblem } from '../../platform/errors';
import type { FieldKind, FieldValue } from '../kinds';

/** A problem of one field of the input. */
export function problem(field: string, code: string, message: string): InputProblem {
  return { path: `input.${field}`, code, message };
}

/** This problem if there is one, to be listed with others. */
export function problemIf(isWrong: boolean, field: string, code: string, message: string): InputProblem[] {
  return isWrong ? [problem(field, code, message)] : [];
}

/** What is wrong with the value of a field; nothing where none is given. */
export function valueProblems(
  field: string,
  kind: Pick<FieldKind, 'check'>,
  value: FieldValue | null | undefined,
): InputProblem[] {
  const found = value === null || value === undefined ? null : kind.check(value);
  return found ? [problem(field, found.code, found.message)] : [];
}

/** @param what is not valid, as the message calls it */
export function invalidInput(what: string, problems: readonly InputProblem[]): GeleitError {
  const places = problems.map(({ path, message }) => `${path.replace(/^input\./, '')} ${message}`).join('; ');
  return new GeleitError('INVALID_INPUT', `The ${what} is not valid: ${places}.`, { problems });
}

/** Tells everything that is wrong at once, so that nobody corrects one thing after the other. @throws GeleitError INVALID_INPUT */
export function refuse(what: string, problems: readonly InputProblem[]): void {
  if (problems.length > 0) throw invalidInput(what, problems);
}
