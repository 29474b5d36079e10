import { randomUUID } from 'node:crypto';
import { logEntries } from '../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { GeleitError } from '../../../platform/errors';
import type { Statement } from '../../../platform/postgres/database';
import { checkValues, refuseProblems, type RecordValues } from '../../../records/api/record-input';
import { declarationOf } from '../../../records/declaration';
import { rememberKey } from '../../../records/write/idempotency';
import { recordingStatement } from '../../../records/write/write-statement';
import { Identity } from '../identity/identity.record';
import { PersonLink } from './person-link.record';

const link = declarationOf(PersonLink);
const identity = declarationOf(Identity);

/**
 * Registers a person who is new to the hub: the person, the institution's link with its file number, and the identity
 * as this institution knows it, all or nothing. Never looks for a similar person: records are linked by the person.
 * @returns the person's id
 * @throws GeleitError INVALID_INPUT, ALREADY_EXISTS (file number in use), IDEMPOTENCY_KEY_REUSED
 */
export async function registerPerson(
  context: RequestContext,
  fileNumber: string,
  values: RecordValues,
  idempotencyKey: string | null,
): Promise<string> {
  refuseProblems([...checkValues(link, { fileNumber }, true), ...checkValues(identity, values, true)]);
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const personId = randomUUID();
    const earlier = idempotencyKey
      ? await rememberKey(transaction, context, idempotencyKey, 'registerPerson', { fileNumber, ...values }, personId)
      : null;
    if (earlier) return earlier;
    await transaction.query({
      name: 'person-insert',
      text: 'insert into core.person (id, created_by) values ($1, $2)',
      values: [personId, context.asking.institution],
    });
    await transaction.query(recordingStatement(link, new Map(), context, randomUUID(), personId, { fileNumber }));
    await transaction.query(recordingStatement(identity, new Map(), context, randomUUID(), personId, values));
    return personId;
  });
}

/**
 * Links the caller's institution to the person who carries a booklet and is present with it. A number that leads to
 * nobody is on record as refused: numbers are short, and who tries them one after the other shows in the log.
 * @returns the person's id
 * @throws GeleitError INVALID_INPUT, NO_SUCH_PERSON, ALREADY_EXISTS (file number in use, or linked already)
 */
export async function linkByBooklet(
  context: RequestContext,
  bookletNumber: string,
  fileNumber: string,
): Promise<string> {
  refuseProblems(checkValues(link, { fileNumber }, true));
  const personId = await context.database.transaction(sessionOf(context), async (transaction) => {
    const { rows } = await transaction.query<{ id: string | null }>({
      name: 'person-of-booklet',
      text: 'select core.person_of_booklet($1) as id',
      values: [bookletNumber],
    });
    const carrier = rows[0]?.id ?? null;
    await transaction.query(
      carrier === null
        ? refusalOf(context)
        : recordingStatement(link, new Map(), context, randomUUID(), carrier, { fileNumber }),
    );
    return carrier;
  });
  if (personId === null) throw new GeleitError('NO_SUCH_PERSON', 'No such person.');
  return personId;
}

function refusalOf({ asking, caller, requestId }: RequestContext): Statement {
  const nobody = { event: 'REFUSED', person: 'null::uuid', permitted: `'{}'::jsonb`, from: '' } as const;
  return {
    name: 'link-refused',
    text: logEntries([{ ...nobody, fields: [link.name], categories: [link.category!] }]),
    values: [asking.institution, asking.purpose, caller.actor, asking.role, requestId],
  };
}
