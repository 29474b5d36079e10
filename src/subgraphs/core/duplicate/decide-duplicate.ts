import type { InstitutionId } from '../../../access/vocabulary';
import { GeleitError } from '../../../platform/errors';
import { invalidInput, problem, problemIf, refuse } from '../../../records/api/input-problems';
import { checkId } from '../../../records/check-id';
import { declarationOf } from '../../../records/declaration';
import type { PersonRow } from '../../../records/read/load-persons';
import { personsById } from '../../../records/read/persons-by-id';
import { NO_PAGE, type PersonSelection } from '../../../records/read/selection';
import type { RecordContext } from '../../../records/record-context';
import { Identity } from '../identity/identity.record';
import { decidePair, pairById } from './duplicate.store';
import type { DecideDuplicateInput, DuplicatePair, MergePersonsInput } from './duplicate.type';

const LONGEST_REASON = 500;

/** One object for ever, so that its statement is kept. */
const WHO: PersonSelection = {
  records: [{ declaration: declarationOf(Identity), fields: new Map() }],
  describesAccess: false,
  page: NO_PAGE,
  others: ['duplicatePairs'],
};

/**
 * Says that two registrations are of two humans.
 * @throws GeleitError NOT_FOUND, INVALID_INPUT, DUPLICATE_NOT_COMPARABLE, VERSION_CONFLICT
 */
export async function distinguish(context: RecordContext, input: DecideDuplicateInput): Promise<DuplicatePair> {
  const reason = checkedReason(input);
  await comparable(context, input);
  return decidePair(context, { ...input, reason, from: 'OPEN', to: 'DIFFERENT' });
}

/**
 * Proposes that two registrations of one human become one person. Nothing moves before that is confirmed: see `answerMerge`.
 * @throws GeleitError NOT_FOUND, INVALID_INPUT, DUPLICATE_NOT_COMPARABLE, DUPLICATE_STATE_CONFLICT, VERSION_CONFLICT
 */
export async function merge(context: RecordContext, input: MergePersonsInput): Promise<DuplicatePair> {
  const reason = checkedReason(input);
  const { personIds } = await comparable(context, input);
  if (!personIds.includes(input.survivorId)) {
    throw invalidInput('decision', [problem('survivorId', 'UNKNOWN_VALUE', 'must be one of the two persons')]);
  }
  return decidePair(context, { ...input, reason, from: 'OPEN', to: 'PROPOSED' });
}

/**
 * Takes a merge back, or the proposal of one: what was moved returns to where it was.
 * @throws GeleitError NOT_FOUND, INVALID_INPUT, FORBIDDEN, DUPLICATE_STATE_CONFLICT, VERSION_CONFLICT
 */
export async function split(context: RecordContext, input: DecideDuplicateInput): Promise<DuplicatePair> {
  const reason = checkedReason(input);
  const { decidedInstitution, state } = await known(context, input);
  const { institution, role } = context.asking;
  const isReviewer = context.policy.duplicates?.reviewers.some(
    (reviewer) => reviewer.institution === institution && reviewer.role === role,
  );
  if (decidedInstitution !== institution && !isReviewer) {
    throw new GeleitError('FORBIDDEN', 'Only the institution that merged the persons, or a reviewer, splits them.');
  }
  return decidePair(context, { ...input, reason, from: state === 'PROPOSED' ? state : 'MERGED', to: 'SPLIT' });
}

function known(context: RecordContext, { id }: DecideDuplicateInput): Promise<DuplicatePair> {
  return pairById(context, checkId(id, 'pair'));
}

/** The pair, if the caller may read both identities: by an own record or a consent, like anywhere else. */
async function comparable(context: RecordContext, input: DecideDuplicateInput): Promise<DuplicatePair> {
  const pair = await known(context, input);
  const { persons } = await context.persons.loadSelected(context, WHO, personsById(pair.personIds));
  if (pair.state === 'OPEN' && persons.filter(isReadable).length < 2) {
    throw new GeleitError('DUPLICATE_NOT_COMPARABLE', 'You may not read the identity of both persons.');
  }
  return pair;
}

function isReadable({ identity, decisions }: PersonRow): boolean {
  const author = (identity as { readonly recordedBy: InstitutionId } | null)?.recordedBy;
  return author !== undefined && decisions.decide('IDENTITY', author, null).permit;
}

function checkedReason({ reason }: DecideDuplicateInput): string {
  const given = reason.trim();
  const tooLong = given.length > LONGEST_REASON;
  refuse('decision', [
    ...problemIf(given === '', 'reason', 'REQUIRED', 'must say what you have compared'),
    ...problemIf(tooLong, 'reason', 'TOO_LONG', `must have at most ${LONGEST_REASON} characters`),
  ]);
  return given;
}
