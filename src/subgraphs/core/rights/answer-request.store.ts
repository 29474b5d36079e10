import { isSecretAuthor } from '../../../access/policy/authorship';
import { answerErasure, type ErasureDecision, type ErasureOutcome } from './erasure';
import type { InstitutionId } from '../../../access/vocabulary';
import { DAY } from '../../../platform/calendar';
import type { Transaction } from '../../../platform/postgres/database';
import { refuse } from '../../../records/api/input-problems';
import type { RecordDeclaration } from '../../../records/declaration';
import type { RecordContext } from '../../../records/record-context';
import { changeStatement } from '../../../records/write/write-statement';
import { correctableField, valueOf } from './check-request';
import type { AnswerRequestInput } from './rights-request.input';
import type { RequestRow } from './rights-request.sql';
import { changeRequest, conflict, type StepValues } from './rights-request.store';

/** The time of the transaction, in `update … set column = $n` of a column of type timestamptz. */
const NOW = 'now';

/**
 * Does a step of the institution with a request: what it grants happens in the same transaction, and those who received
 * the data are told (Art. 19 GDPR).
 * @throws GeleitError NOT_FOUND, VERSION_CONFLICT, FORBIDDEN, RIGHTS_REQUEST_CONFLICT, INVALID_INPUT
 */
export function answerRequest(context: RecordContext, input: AnswerRequestInput): Promise<RequestRow> {
  return changeRequest(
    context,
    input,
    input.action,
    (transaction, before) => stepOf(context, input, transaction, before),
    (transaction, after) => notify(context, transaction, after),
  );
}

async function stepOf(
  context: RecordContext,
  input: AnswerRequestInput,
  transaction: Transaction,
  before: RequestRow,
): Promise<StepValues> {
  const { caller, policy } = context;
  const answer = input.answer?.trim() ?? null;
  const answered = { answer, answered_at: NOW, answered_by: caller.actor };
  switch (input.action) {
    case 'TAKE_UP':
      return {};
    case 'EXTEND':
      return { extension_reason: answer, due_at: inDays(before.dueAt, policy.rights.extensionDays) };
    case 'REFUSE':
      return { ...answered, reason_code: input.reasonCode, legal_basis: input.legalBasis!.trim() };
    case 'ANNOUNCE_LIFTING':
      return { answer, lift_at: input.liftAt };
    case 'LIFT':
      return {};
    default:
      if (before.kind === 'CORRECTION') await correct(context, transaction, before);
      if (before.kind !== 'ERASURE') return answered;
      return { ...answered, ...(await erase(context, transaction, before, input.erasure ?? [])) };
  }
}

/** Whatever is written from here on is marked as what the person asked for: no file undoes it. */
const GRANTING = { name: 'rights-granting', text: `select set_config('geleit.granted', 'on', true)` };

/** Writes the proposed value the way every change of a record is written, with its version and its log entry. */
async function correct(context: RecordContext, transaction: Transaction, before: RequestRow): Promise<void> {
  const declaration = context.persons.registry.named(before.recordType!);
  const field = correctableField(declaration ?? null, before.field!);
  const value = field && before.proposedValue !== null ? valueOf(field, before.proposedValue) : undefined;
  if (!declaration || value === undefined) throw conflict('The proposed value is none of the field any more.');
  const { rows } = await transaction.query<{ version: number }>({
    text: `select t.version from ${declaration.table} t where t.id = $1`,
    values: [before.recordId],
  });
  const values = { [field!.name]: value };
  await transaction.query(GRANTING);
  const changed = rows[0]
    ? await transaction.query(
        changeStatement(declaration, new Map(), context, before.recordId!, rows[0].version, values),
      )
    : { rowCount: 0 };
  if (changed.rowCount !== 1) throw conflict('The record is restricted, or not there any more.');
}

/** The record types that an institution writes about persons. */
function ownTypes(context: RecordContext): readonly RecordDeclaration[] {
  const { institution } = context.asking;
  return context.persons.registry.all.filter(
    ({ onPerson, author }) => onPerson !== null && (author === 'EACH' || author === institution),
  );
}

/** Removes what is to be erased, and restricts what is kept only because it has to be. */
async function erase(
  context: RecordContext,
  transaction: Transaction,
  { id }: RequestRow,
  decisions: readonly ErasureDecision[],
): Promise<StepValues> {
  const types = new Map(ownTypes(context).map((declaration) => [declaration.table, declaration]));
  const { rows } = await transaction.query<{ name: string; records: number; newest: Date }>({
    text: 'select name, records, newest from core.erasure_inventory($1, $2) where records > 0 order by name',
    values: [id, [...types.keys()]],
  });
  const held = rows.map(({ name, records, newest }) => ({
    recordType: types.get(name)!.name,
    category: types.get(name)!.category!,
    records,
    newest: newest.getTime(),
  }));
  const institution = context.asking.institution as InstitutionId;
  const { problems, outcomes, state } = answerErasure(context.policy.rights, institution, held, decisions, Date.now());
  refuse('request', problems);
  const tables = (of: ErasureOutcome['outcome']) =>
    outcomes
      .filter(({ outcome }) => outcome === of)
      .map(({ recordType }) => context.persons.registry.named(recordType)!.table);
  await transaction.query({
    text: 'select core.erase_records($1, $2, $3)',
    values: [id, tables('ERASE'), tables('RESTRICT')],
  });
  return { state, outcome: JSON.stringify(outcomes) };
}

/** Those who received what was corrected, restricted or erased are told of it. */
async function notify(context: RecordContext, transaction: Transaction, after: RequestRow): Promise<void> {
  if (!['CORRECTION', 'RESTRICTION', 'ERASURE'].includes(after.kind)) return;
  if (!['GRANTED', 'PARTLY_GRANTED'].includes(after.state) || after.liftAt !== null) return;
  const types =
    after.kind === 'ERASURE'
      ? (after.outcome ?? []).filter(({ outcome }) => outcome !== 'KEEP').map(({ recordType }) => recordType)
      : [after.recordType!];
  for (const type of types) {
    const { category } = context.persons.registry.named(type)!;
    const secret = isSecretAuthor(context.policy, context.asking.institution);
    await transaction.query({
      text: 'select core.add_rights_notices($1, $2, $3, $4)',
      values: [after.id, type, category, secret],
    });
  }
}

function inDays(from: string, days: number): Date {
  return new Date(new Date(from).getTime() + days * DAY);
}
