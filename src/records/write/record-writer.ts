import { randomUUID } from 'node:crypto';
import type { GraphQLResolveInfo } from 'graphql';
import { describeDecision, letOut } from '../../access/guard/person-records';
import type { RecordAccess } from '../../access/record-access.type';
import { settleOnce } from '../../access/settled-decisions';
import { ASK_GRANTS } from '../../access/decision/decide';
import { answerPath, type DisputeNote } from '../../access/disputed';
import { sessionOf, type RequestContext } from '../../access/request-context';
import { GeleitError, notFound } from '../../platform/errors';
import type { Transaction } from '../../platform/postgres/database';
import { refuse } from '../api/input-problems';
import { checkValues, type ChangingInput, type RecordingInput, type RecordValues } from '../api/record-input';
import { checkId, checkPersonId } from '../check-id';
import type { RecordDeclaration } from '../declaration';
import { namesOf } from '../read/announced-selection';
import { fieldsBelow } from '../read/selected-fields';
import { selectRecord } from '../read/selection';
import { rememberKey } from './idempotency';
import { refuseErased } from './refuse-erased';
import { changeStatement, recordingStatement, rereadStatement, type WriteStatement } from './write-statement';

/** A record in the author's own hands, ready to pass the guard. */
export type OwnRecord = Record<string, unknown> & { access: RecordAccess };

/**
 * Records something new about a person.
 * @throws GeleitError FORBIDDEN, INVALID_INPUT, NO_SUCH_PERSON, ALREADY_EXISTS, ERASED, IDEMPOTENCY_KEY_REUSED
 */
export async function recordNew(
  context: RequestContext,
  declaration: RecordDeclaration,
  input: RecordingInput & RecordValues,
  info: GraphQLResolveInfo,
): Promise<OwnRecord> {
  const access = ownAccess(context, declaration);
  const { personId, idempotencyKey: _, ...values } = input;
  refuse('input', checkValues(declaration, values, true));
  if (declaration.onPerson) checkPersonId(personId);
  const fields = selectRecord(fieldsBelow(info, []));
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const id = randomUUID();
    const operation = `record${declaration.name}`;
    const earlier = await rememberKey(transaction, context, operation, input, id);
    if (!earlier) await refuseErased(transaction, context, declaration, { ...values, personId });
    const statement = earlier
      ? rereadStatement(declaration, fields, context, earlier)
      : recordingStatement(declaration, fields, context, id, personId ?? null, values);
    return letOut(await only(transaction, statement), access, namesOf(fields));
  });
}

/**
 * Changes a record of one's own house, if nobody else has meanwhile.
 * @throws GeleitError FORBIDDEN, INVALID_INPUT, NOT_FOUND, VERSION_CONFLICT, ALREADY_EXISTS
 */
export async function changeOwn(
  context: RequestContext,
  declaration: RecordDeclaration,
  input: ChangingInput & RecordValues,
  info: GraphQLResolveInfo,
): Promise<OwnRecord> {
  const access = ownAccess(context, declaration);
  const { id, version, ...values } = input;
  refuse('input', checkValues(declaration, values, false));
  checkId(id, 'record');
  const fields = selectRecord(fieldsBelow(info, []));
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const statement = changeStatement(declaration, fields, context, id, version, values);
    const { rows } = await transaction.query<{ record: Record<string, unknown> }>(statement);
    if (rows[0]) {
      const notes = rows[0].record.disputes as readonly DisputeNote[] | null | undefined;
      if (notes) context.disputed.add(answerPath(info.path), notes);
      return letOut(rows[0].record, access, namesOf(fields));
    }
    // Row level security shows only records of one's own house here, so this tells nothing about others'.
    const { rowCount } = await transaction.query(rereadStatement(declaration, new Map(), context, id));
    if (rowCount) throw new GeleitError('VERSION_CONFLICT', 'The record was changed since you read it.');
    throw notFound('record');
  });
}

async function only(transaction: Transaction, statement: WriteStatement): Promise<Record<string, unknown>> {
  const { rows } = await transaction.query<{ record: Record<string, unknown> }>(statement);
  if (!rows[0]) throw notFound('record');
  return rows[0].record;
}

/** The decision on own records of this type; the same one that lets the author read them lets the author write. */
function ownAccess({ policy, asking }: RequestContext, declaration: RecordDeclaration): RecordAccess {
  const { author, category, name, onPerson } = declaration;
  const isAuthor = asking.institution !== null && (author === 'EACH' || author === asking.institution);
  const forbidden = () => new GeleitError('FORBIDDEN', `Your role is not entitled to write ${name} records.`);
  if (!isAuthor) throw forbidden();
  const decision = settleOnce(policy, asking, category ?? 'IDENTITY', asking.institution, false);
  if (decision === ASK_GRANTS || !decision.permit) throw forbidden();
  return describeDecision(decision, onPerson?.field ?? name);
}
