import { logThing, logValues, parameter } from '../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { notFound } from '../../../platform/errors';
import { tryCode } from '../link/follow-code';
import { invalidCode } from '../link/link.store';
import { guardianRequired } from '../representation/guardian-required';
import { mergedSince } from './duplicate.store';
import type { ConfirmMergeInput, DuplicateState, MergeAnswer } from './duplicate.type';

/** A proposal that waits for the person who asks. */
export interface MergeProposal {
  readonly id: string;
  readonly institution: string;
  readonly requestedAt: string;
  /** What the consents that come with the other registration would open, as far as the proposing institution took them down. */
  readonly recipients: readonly string[];
  readonly categories: readonly string[];
  readonly purposes: readonly string[];
}

/** The proposals to merge that wait for the person who asks, or whom their guardian represents. */
export async function mergesToConfirm(context: RequestContext, personId: string): Promise<readonly MergeProposal[]> {
  const rows = await context.database.once<{ proposal: MergeProposal }>(sessionOf(context), {
    name: 'merges-to-confirm',
    text: TO_CONFIRM_SQL,
    values: [...logValues(context), personId],
  });
  return rows.map(({ proposal }) => proposal);
}

const of = (event: 'READ' | 'WRITE' | 'REFUSED', person: string, from: string) =>
  logThing({ event, thing: 'MergeProposal', person, from });

const TO_CONFIRM_SQL = `with found as materialized (select * from core.merges_to_confirm()),
logged as (${of('READ', `${parameter(1)}::uuid`, 'where exists (select from found)')})
select json_build_object('id', f.id, 'institution', f.institution, 'requestedAt', f.requested_at,
  'recipients', f.recipients, 'categories', f.categories, 'purposes', f.purposes) as proposal from found f`;

/** What a function of the database made of an answer, and why it made nothing of it. */
interface Answered extends Record<string, unknown> {
  readonly state: DuplicateState | null;
  readonly problem: string | null;
}

/**
 * The person, or their guardian, answers a proposal. Below 15 the guardian confirms; to refuse opens nothing, and stays the
 * child's too. The same answer again changes nothing.
 * @throws GeleitError NOT_FOUND, GUARDIAN_REQUIRED, DUPLICATE_STATE_CONFLICT
 */
export async function answerMerge(context: RequestContext, id: string, confirms: boolean): Promise<MergeAnswer> {
  const answered = await step(context, ANSWER, [
    id,
    confirms,
    context.caller.kind === 'person' ? context.caller.personId : null,
  ]);
  if (answered?.problem === 'BY_GUARDIAN') throw guardianRequired('confirms that they were registered twice');
  if (answered?.problem) throw mergedSince();
  if (!answered?.state) throw notFound('proposal');
  return { state: answered.state };
}

/**
 * A second institution confirms a proposal for a person who is present with the booklet of one of the two registrations.
 * @throws GeleitError BOOKLETS_UNAVAILABLE, INVALID_INPUT, TOO_MANY_ATTEMPTS, BOOKLET_CODE_INVALID, NOT_FOUND,
 *   DUPLICATE_STATE_CONFLICT
 */
export async function confirmWithBooklet(
  context: RequestContext,
  { code, presence }: ConfirmMergeInput,
): Promise<MergeAnswer> {
  const answered = await tryCode(context, code, async (hash) => {
    const found = await step(context, BY_CODE, [hash, presence.documentCheck]);
    if (found?.problem === 'UNKNOWN') throw invalidCode();
    return found;
  });
  if (!answered?.state) throw notFound('proposal');
  return { state: answered.state };
}

async function step(
  context: RequestContext,
  { name, text }: { name: string; text: string },
  values: readonly unknown[],
): Promise<Answered | undefined> {
  try {
    const [row] = await context.database.once<Answered>(sessionOf(context), {
      ...{ name, text },
      values: [...logValues(context), ...values],
    });
    return row;
  } catch (error) {
    if (!/^person_move_/.test(String((error as { constraint?: unknown }).constraint))) throw error;
    throw mergedSince();
  }
}

/** The step and its entry in the log in one statement. */
const stepSql = (call: string, person: string): string => `with tried as materialized (select * from core.${call}),
logged as (${of('WRITE', person, 'from tried t where t.state is not null and t.problem is null')})
select t.state, t.problem from tried t`;

const ANSWER = {
  name: 'merge-answer',
  text: stepSql(`answer_merge(${parameter(1)}::uuid, ${parameter(2)}::boolean)`, `${parameter(3)}::uuid`),
};
const BY_CODE = {
  name: 'merge-confirm-by-code',
  text: stepSql(`confirm_merge_by_code(${parameter(1)}::bytea, ${parameter(2)}::text)`, 't.person_id'),
};
