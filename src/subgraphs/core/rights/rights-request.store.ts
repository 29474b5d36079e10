import { randomUUID } from 'node:crypto';
import { logValues } from '../../../access/log/log-entry.sql';
import { rightsTransition, type RightsAction, type RightsState } from './rights-transitions';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { GeleitError, notFound } from '../../../platform/errors';
import { personIdOf } from '../../../platform/identity/caller';
import type { Transaction } from '../../../platform/postgres/database';
import { keepingRules, type Rules } from '../../../platform/postgres/keeping-rules';
import type { Page } from '../../../records/api/page';
import { loggedPage } from '../../../records/read/logged-page';
import { authorOf } from '../../../records/read/projection';
import { rememberKey } from '../../../records/write/idempotency';
import { oneAtATime } from '../../../records/write/one-at-a-time';
import type { RecordContext } from '../../../records/record-context';
import type { RequestSubject } from './check-request';
import { refuseBelow15 } from './guardian-acts.store';
import { refuseNeverReceiving } from './never-receives.store';
import type { RequestRightInput } from './rights-request.input';
import {
  AGAIN_SQL,
  OPEN_TWIN_SQL,
  REQUEST_JSON,
  REQUESTS,
  REQUESTS_DUE,
  WRITTEN_SQL,
  type RequestRow,
} from './rights-request.sql';

interface Row extends Record<string, unknown> {
  readonly request: RequestRow;
}

/** The requests of several persons, newest first, as far as the caller may know of them. */
export async function requestsOf(
  context: RequestContext,
  personIds: readonly string[],
): Promise<readonly RequestRow[]> {
  const rows = await context.database.once<Row>(sessionOf(context), {
    name: 'rights-requests-of-persons',
    text: `select ${REQUEST_JSON} as request from ${REQUESTS} where r.person_id = any($1::uuid[])
      order by r.created_at desc, r.id`,
    values: [[...personIds]],
  });
  return rows.map(({ request }) => request);
}

/** A page of the requests to the caller's institution. On record like any other reading. */
export function requestPage(
  context: RequestContext,
  isOverdue: boolean,
  after: readonly string[] | null,
  limit: number,
): Promise<Page<RequestRow>> {
  return loggedPage(context, REQUESTS_DUE, [isOverdue, ...(after ?? [null, null])], limit);
}

/**
 * Puts a request of the person on record. A note of dispute is on the record from then on. While the same request waits for
 * its answer, it isn't made twice.
 * @returns the request that was written now, or the one that there was
 * @throws GeleitError FORBIDDEN, GUARDIAN_REQUIRED, NOT_FOUND, INVALID_INPUT, IDEMPOTENCY_KEY_REUSED
 */
export async function askFor(
  context: RecordContext,
  input: RequestRightInput,
  { declaration }: RequestSubject,
): Promise<RequestRow> {
  const person = personIdOf(context.caller);
  stateAfter(context, { kind: input.kind, state: 'NONE' }, 'ASK');
  const { answerDays } = context.policy.rights;
  return keepingRules(
    RULES,
    context.database.transaction(sessionOf(context), async (transaction) => {
      await refuseBelow15(transaction, context, input);
      const id = randomUUID();
      const twin = await openTwinOf(transaction, person, input, declaration?.table);
      const earlier = (await rememberKey(transaction, context, 'requestRight', input, twin ?? id)) ?? twin;
      if (earlier) return again(transaction, context, earlier);
      await refuseNeverReceiving(transaction, context, person, input);
      // Whose record it is, and who wrote it, is read from the record itself.
      const [author, from] = declaration
        ? [authorOf(declaration, 't'), `from ${declaration.table} t where t.id = $6::uuid and t.person_id = $1::uuid`]
        : ['$9::text', ''];
      const { rows } = await transaction.query<{ id: string }>({
        text: `insert into core.rights_request (id, person_id, institution, kind, record_type, record_table, record_id, field, due_at)
          select $8::uuid, $1::uuid, ${author}, $2::text, $3::text, $4::text, $6::uuid, $5::text, now() + $7::int * interval '1 day'
          ${from || 'where $9::text is not null'} returning id`,
        values: [
          ...[person, input.kind, declaration?.name ?? null, declaration?.table ?? null, input.field ?? null],
          ...[input.recordId ?? null, answerDays, id, ...(declaration ? [] : [input.institution])],
        ],
      });
      if (!rows[0]) throw notFound('record');
      await transaction.query({
        text: `insert into core.rights_request_content (request_id, person_id, institution, words, proposed_value)
          select r.id, r.person_id, r.institution, $2, $3 from core.rights_request r where r.id = $1`,
        values: [id, input.words?.trim() ?? null, input.proposedValue ?? null],
      });
      return written(transaction, context, id);
    }),
  );
}

/**
 * Takes a request back; a note of dispute or a restriction ends with it.
 * @throws GeleitError NOT_FOUND, VERSION_CONFLICT, GUARDIAN_REQUIRED, RIGHTS_REQUEST_CONFLICT
 */
export function withdrawRequest(context: RecordContext, id: string, version: number): Promise<RequestRow> {
  return changeRequest(context, { id, version }, 'WITHDRAW', async (transaction, before) => {
    await refuseBelow15(transaction, context, before);
    return {};
  });
}

/** Columns that a step writes besides state and version. */
export type StepValues = Readonly<Record<string, unknown>>;

/**
 * Does one step with a request that the caller may touch, all or nothing.
 * @param work does what the step brings with it, and says what it writes; it may lead to another state than the table says
 * @param afterwards does what can only be done when the step is written
 * @throws GeleitError NOT_FOUND, VERSION_CONFLICT, FORBIDDEN, RIGHTS_REQUEST_CONFLICT, and what `work` throws
 */
export function changeRequest(
  context: RequestContext,
  { id, version }: { readonly id: string; readonly version: number },
  action: RightsAction,
  work: (transaction: Transaction, before: RequestRow) => Promise<StepValues>,
  afterwards?: (transaction: Transaction, after: RequestRow) => Promise<void>,
): Promise<RequestRow> {
  return keepingRules(
    RULES,
    context.database.transaction(sessionOf(context), async (transaction) => {
      const found = await transaction.query<Row>({
        text: `select ${REQUEST_JSON} as request from ${REQUESTS} where r.id = $1 for update of r`,
        values: [id],
      });
      const before = found.rows[0]?.request;
      if (!before) throw notFound('request');
      if (before.version !== version) {
        throw new GeleitError('VERSION_CONFLICT', 'The request was changed since you read it.');
      }
      const state = stateAfter(context, before, action);
      const values = { state, ...(await work(transaction, before)) };
      const sets = Object.keys(values).map((column, index) => `${column} = $${index + 2}`);
      await transaction.query({
        text: `update core.rights_request r set ${[...sets, 'version = version + 1'].join(', ')} where r.id = $1`,
        values: [id, ...Object.values(values)],
      });
      const after = await written(transaction, context, id);
      await afterwards?.(transaction, after);
      return after;
    }),
  );
}

/** The request that asks for the same in the same words and waits for its answer, as far as the caller may know of it. */
async function openTwinOf(
  transaction: Transaction,
  personId: string | null,
  input: RequestRightInput,
  table: string | undefined,
): Promise<string | undefined> {
  const { kind, institution, recordId, field, words, proposedValue } = input;
  const asked = [kind, table, table ? null : institution, recordId, field, words?.trim(), proposedValue];
  const [, { rows }] = await Promise.all([
    transaction.query(oneAtATime('rights requests', String(personId))),
    transaction.query<{ id: string }>({
      name: 'rights-request-open-twin',
      text: OPEN_TWIN_SQL,
      values: [personId, ...asked.map((value) => value ?? null)],
    }),
  ]);
  return rows[0]?.id;
}

async function again(transaction: Transaction, context: RequestContext, id: string): Promise<RequestRow> {
  const { rows } = await transaction.query<Row>({
    name: 'rights-request-again',
    text: AGAIN_SQL,
    values: [...logValues(context), id],
  });
  if (!rows[0]) throw notFound('request');
  return rows[0].request;
}

async function written(transaction: Transaction, context: RequestContext, id: string): Promise<RequestRow> {
  const { rows } = await transaction.query<Row>({
    name: 'rights-request-written',
    text: WRITTEN_SQL,
    values: [...logValues(context), id],
  });
  return rows[0]!.request;
}

function stateAfter(
  { asking }: RequestContext,
  { kind, state }: Pick<RequestRow, 'kind'> & { readonly state: RightsState | 'NONE' },
  action: RightsAction,
): RightsState {
  const step = rightsTransition(kind, state, action, asking.role);
  if (step.allowed) return step.to;
  throw step.code === 'FORBIDDEN'
    ? new GeleitError('FORBIDDEN', 'Your role is not entitled to this step.')
    : conflict('The request is in a state that does not allow this step.');
}

const CONFLICT = 'RIGHTS_REQUEST_CONFLICT';

export const conflict = (message: string): GeleitError => new GeleitError(CONFLICT, message);

/** What the database keeps for every request, in the words of the catalogue. */
const RULES: Rules = {
  rights_request_record: ['NOT_FOUND', 'No such record.'],
  rights_request_notes: [CONFLICT, 'The record carries as many notes as it can: take one back first.'],
  rights_request_notice: [CONFLICT, 'A restriction is lifted only after the day that the person was told.'],
  rights_request_due: [CONFLICT, 'The answer is put off once only, and by two months at most.'],
  rights_request_ended: [CONFLICT, 'The request has ended.'],
};
