import { readCode } from '../booklet/booklet-code';
import { BOOKLET_CODE_KEY } from '../booklet/booklet-code-key';
import type { BookletPolicy } from '../../../access/policy/policy';
import type { RequestContext } from '../../../access/request-context';
import { GeleitError, type ErrorCode } from '../../../platform/errors';
import { problem, refuse } from '../../../records/api/input-problems';
import { checkValues } from '../../../records/api/record-input';
import { declarationOf } from '../../../records/declaration';
import { PersonLink } from '../person/person-link.record';
import { guessLimitOf, LockedOut, type GuessLimit } from './guess-limit';
import { linkByCode, logLockOut, type LinkRow } from './link.store';
import type { LinkPersonInput } from './link.type';

/**
 * Follows the code that a member of staff enters, if they have not tried too many that led to nobody.
 * @throws GeleitError FORBIDDEN, BOOKLETS_UNAVAILABLE, INVALID_INPUT, TOO_MANY_ATTEMPTS, BOOKLET_CODE_INVALID,
 *   LINK_STATE_CONFLICT, ALREADY_EXISTS
 */
export async function followCode(context: RequestContext, input: LinkPersonInput): Promise<LinkRow> {
  const { policy, asking } = context;
  if (asking.institution === null || policy.institutions.get(asking.institution)?.neverReceives !== undefined) {
    throw new GeleitError('FORBIDDEN', 'Your institution is linked to nobody.');
  }
  const { code, fileNumber, presence } = input;
  refuse('input', checkValues(declarationOf(PersonLink), { fileNumber }, true));
  return tryCode(context, code, (hash, { confirmWithinDays }) =>
    linkByCode(context, { hash, fileNumber, documentCheck: presence?.documentCheck ?? null, confirmWithinDays }),
  );
}

/**
 * Tries what a code that was entered leads to; who has tried too many that led to nobody waits.
 * @param attempt follows the hash of the code; throws BOOKLET_CODE_INVALID where it leads to nobody
 * @throws GeleitError BOOKLETS_UNAVAILABLE, INVALID_INPUT, TOO_MANY_ATTEMPTS, BOOKLET_CODE_INVALID, and what the attempt throws
 */
export async function tryCode<Result>(
  context: RequestContext,
  code: string,
  attempt: (hash: Buffer, booklets: BookletPolicy) => Promise<Result>,
): Promise<Result> {
  const bookletCodes = context.services.get(BOOKLET_CODE_KEY);
  const { booklets } = context.policy;
  if (!bookletCodes || !booklets) throw new GeleitError('BOOKLETS_UNAVAILABLE', 'This hub knows no codes of booklets.');
  const read = readCode(code);
  // A slip of the pen shows by the check character alone: nobody has guessed, and nothing is looked up.
  if (!read) refuse('input', [problem('code', 'BAD_FORMAT', 'is no code, or was mistyped')]);
  return countingGuesses(context, booklets, 'BOOKLET_CODE_INVALID', () => attempt(bookletCodes.hash(read!), booklets));
}

/**
 * Does what can tell of booklets of others, if the caller has not guessed too often.
 * @param wrong by which code it is known that a guess was none: it counts
 * @throws GeleitError TOO_MANY_ATTEMPTS, and what the attempt throws
 */
export async function countingGuesses<Result>(
  context: RequestContext,
  { wrongCodes }: BookletPolicy,
  wrong: ErrorCode,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const limit = guessLimitOf(context, wrongCodes);
  await countAttempt(context, limit);
  let isWrong = false;
  try {
    return await attempt();
  } catch (error) {
    isWrong = error instanceof GeleitError && error.code === wrong;
    throw error;
  } finally {
    if (!isWrong) await limit.takeBack(context);
  }
}

async function countAttempt(context: RequestContext, limit: GuessLimit): Promise<void> {
  try {
    await limit.count(context);
  } catch (error) {
    if (!(error instanceof LockedOut)) throw error;
    // The first attempt, the tenth, the hundredth, …: ten thousand of them must not flood the log.
    if (/^10*$/.test(String(error.attempts))) await logLockOut(context, error.attempts);
    const { retryAfterSeconds } = error;
    throw new GeleitError('TOO_MANY_ATTEMPTS', 'Too many codes led to nobody, or numbers were taken.', {
      retryAfterSeconds,
    });
  }
}
