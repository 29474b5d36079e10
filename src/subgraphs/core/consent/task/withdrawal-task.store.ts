import { logThing, logValues, parameter, type LogEntrySql } from '../../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../../access/request-context';
import { GeleitError, notFound } from '../../../../platform/errors';
import type { Page } from '../../../../records/api/page';
import { loggedPage, pageParameter, type LoggedList } from '../../../../records/read/logged-page';
import type { AcknowledgeTaskInput, TaskState, WithdrawalTask } from './withdrawal-task.type';

interface TaskRow extends Record<string, unknown> {
  readonly task: WithdrawalTask;
}

const stateOf = (t: string) =>
  `case when ${t}.acknowledged_at is not null then 'ACKNOWLEDGED' when ${t}.due_at < now() then 'OVERDUE' else 'OPEN' end`;

/** The own file number follows from the link, which row level security shows to whom it concerns. */
const taskJson = (
  t: string,
) => `json_build_object('id', ${t}.id, 'state', ${stateOf(t)}, 'cause', ${t}.cause, 'consentId', ${t}.consent_id, 'personId', ${t}.person_id,
  'fileNumber', (select l.file_number from core.person_link l where l.person_id = ${t}.person_id and l.institution = ${t}.institution),
  'institution', ${t}.institution, 'categories', ${t}.categories, 'purposes', ${t}.purposes,
  'firstReceivedAt', ${t}.first_received_at, 'lastReceivedAt', ${t}.last_received_at, 'createdAt', ${t}.created_at, 'dueAt', ${t}.due_at,
  'measure', ${t}.measure, 'legalReason', ${t}.legal_reason, 'acknowledgedAt', ${t}.acknowledged_at,
  'acknowledgedBy', ${t}.acknowledged_by)`;

/** The tasks about several persons, newest first, as far as the caller may know of them. */
export async function tasksOf(
  context: RequestContext,
  personIds: readonly string[],
): Promise<readonly WithdrawalTask[]> {
  const rows = await context.database.once<TaskRow>(sessionOf(context), {
    name: 'tasks-of-persons',
    text: `select ${taskJson('t')} as task from core.withdrawal_task t where t.person_id = any($1::uuid[])
      order by t.created_at desc, t.id`,
    values: [[...personIds]],
  });
  return rows.map(({ task }) => task);
}

/** A page of the tasks of the caller's institution, oldest first: what is due soonest. On record like any other reading. */
export function taskPage(
  context: RequestContext,
  state: TaskState | null,
  after: readonly string[] | null,
  limit: number,
): Promise<Page<WithdrawalTask>> {
  return loggedPage(context, TASKS, [state, ...(after ?? [null, null])], limit);
}

const log = (event: LogEntrySql['event'], from: string) =>
  logThing({ event, thing: 'WithdrawalTask', person: 'p.person_id', from });

const [STATE_ASKED, AFTER_AT, AFTER_ID] = [1, 2, 3].map(pageParameter);

const TASKS: LoggedList = {
  name: 'task-page',
  thing: 'WithdrawalTask',
  rows: `select t.* from core.withdrawal_task t
    where t.institution = $1 and (${STATE_ASKED}::text is null or ${stateOf('t')} = ${STATE_ASKED}::text)
      and (${AFTER_AT}::timestamptz is null or (t.created_at, t.id) > (${AFTER_AT}::timestamptz, ${AFTER_ID}::uuid))`,
  order: ['created_at', 'id'],
  shown: taskJson('p'),
};

const WAITING_SQL = `with found as materialized (
  select t.* from core.withdrawal_task t
  where t.id = ${parameter(1)}::uuid and t.institution = $1 and t.acknowledged_at is null),
logged as (${log('READ', 'from found p')})
select ${taskJson('t')} as task from found t`;

/** A task of the caller's institution that still waits to be acknowledged; null if there is none that they may know of. */
export async function taskWaiting(context: RequestContext, id: string): Promise<WithdrawalTask | null> {
  const [row] = await context.database.once<TaskRow>(sessionOf(context), {
    name: 'task-waiting',
    text: WAITING_SQL,
    values: [...logValues(context), id],
  });
  return row?.task ?? null;
}

/**
 * Puts on record what the caller's institution has done.
 * @throws GeleitError NOT_FOUND, TASK_ACKNOWLEDGED
 */
export async function acknowledgeTask(
  context: RequestContext,
  { id, measure, legalReason }: AcknowledgeTaskInput,
): Promise<WithdrawalTask> {
  const [row] = await context.database.once<TaskRow>(sessionOf(context), {
    name: 'task-acknowledge',
    text: ACKNOWLEDGE_SQL,
    values: [...logValues(context), id, measure, legalReason?.trim() ?? null],
  });
  if (row) return row.task;
  const [known] = await context.database.once<{ readonly id: string }>(sessionOf(context), {
    name: 'task-known',
    text: 'select t.id from core.withdrawal_task t where t.id = $1 and t.institution = $2',
    values: [id, context.asking.institution],
  });
  throw known ? new GeleitError('TASK_ACKNOWLEDGED', 'The task was acknowledged before.') : notFound('task');
}

const ACKNOWLEDGE_SQL = `with done as (
  update core.withdrawal_task t set measure = ${parameter(2)}::text, legal_reason = ${parameter(3)}::text,
    acknowledged_at = now(), acknowledged_by = $3::text
  where t.id = ${parameter(1)}::uuid and t.institution = $1::text and t.acknowledged_at is null returning t.*),
logged as (${log('WRITE', 'from done p')})
select ${taskJson('t')} as task from done t`;
