import { GeleitError, type ErrorCode } from '../../platform/errors';
import { personIdOf } from '../../platform/identity/caller';
import { databaseError } from '../../platform/postgres/database-error';
import { isUuid } from '../../platform/uuid';
import { sessionOf, type RequestContext } from '../request-context';
import { logEntries, logValues, parameter } from './log-entry.sql';

/** Refusals that tell of the form of the request or of the installation, or that somebody counts otherwise. */
const TELL_NOTHING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'INVALID_CURSOR',
  'PAGE_SIZE_INVALID',
  'RECEIPTS_UNAVAILABLE',
  'BOOKLETS_UNAVAILABLE',
  'TOO_MANY_ATTEMPTS',
  'UNAVAILABLE',
  'ACCESS_LOG_UNAVAILABLE',
]);

const recorded = new WeakSet<Error>();

/** Says that what an error tells is on record already, by the statement that found it out. */
export function onRecord(error: GeleitError): GeleitError {
  recorded.add(error);
  return error;
}

/**
 * Waits for what answers a field, and puts on record that it was refused, and as what: somebody who guesses learns from
 * refusals, too. Whatever was thrown counts, unless it is known to tell nothing.
 * @param field e.g. `Mutation.linkPerson`
 * @param person whom the caller named; for a person, who asks for themself, that is they
 * @throws GeleitError, what was thrown, or why it could not be put on record
 */
export async function refusalsOnRecord<Result>(
  context: RequestContext,
  field: string,
  person: unknown,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (!TELL_NOTHING.has(code) && !recorded.has(error as Error)) {
      await putOnRecord(context, field, code, personNamed(person) ?? personIdOf(context.caller));
    }
    throw error;
  }
}

/** Either case is read where somebody names an id. */
function personNamed(person: unknown): string | null {
  const id = typeof person === 'string' ? person.trim().toLowerCase() : null;
  return isUuid(id) ? id : null;
}

function codeOf(error: unknown): ErrorCode {
  const known = databaseError(error);
  return known instanceof GeleitError ? known.code : 'INTERNAL_SERVER_ERROR';
}

/** Without a name: each field and code would be a statement that PostgreSQL keeps, and refusals are rare. */
async function putOnRecord(
  context: RequestContext,
  field: string,
  code: ErrorCode,
  person: string | null,
): Promise<void> {
  const refused = {
    event: 'REFUSED',
    person: `${parameter(1)}::uuid`,
    fields: [field, `refused.${code}`],
    categories: [],
    permitted: `'{}'::jsonb`,
    from: '',
  } as const;
  await context.database.once(sessionOf(context), {
    text: logEntries([refused]),
    values: [...logValues(context), person],
  });
}
