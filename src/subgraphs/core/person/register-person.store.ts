import { randomUUID } from 'node:crypto';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { refuse } from '../../../records/api/input-problems';
import { checkValues, type RecordValues } from '../../../records/api/record-input';
import { declarationOf } from '../../../records/declaration';
import { rememberKey, type RepeatableInput } from '../../../records/write/idempotency';
import { refuseErased } from '../../../records/write/refuse-erased';
import { recordingStatement } from '../../../records/write/write-statement';
import { Identity } from '../identity/identity.record';
import { PersonLink } from './person-link.record';

const link = declarationOf(PersonLink);
const identity = declarationOf(Identity);

/**
 * Registers a person who is new to the hub: the person, the institution's link with its file number, and the identity
 * as this institution knows it, all or nothing. Never looks for a similar person: records are linked by the person.
 * @returns the person's id
 * @throws GeleitError INVALID_INPUT, ALREADY_EXISTS (file number in use), ERASED, IDEMPOTENCY_KEY_REUSED
 */
export async function registerPerson(
  context: RequestContext,
  { fileNumber, idempotencyKey, ...values }: RecordValues & RepeatableInput & { readonly fileNumber: string },
): Promise<string> {
  refuse('input', [...checkValues(link, { fileNumber }, true), ...checkValues(identity, values, true)]);
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const personId = randomUUID();
    const input = { fileNumber, idempotencyKey, ...values };
    const earlier = await rememberKey(transaction, context, 'registerPerson', input, personId);
    if (earlier) return earlier;
    await refuseErased(transaction, context, link, { fileNumber });
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
