import { randomUUID } from 'node:crypto';
import type { GivingSituation } from '../../representation/who-consents';
import { CONSENT_TRANSITIONS, transition, type ConsentAction } from './consent-transitions';
import { sessionOf, type RequestContext } from '../../../../access/request-context';
import type { ConsentState } from '../../../../access/vocabulary';
import { GeleitError, notFound } from '../../../../platform/errors';
import { personIdOf } from '../../../../platform/identity/caller';
import type { Statement, Transaction } from '../../../../platform/postgres/database';
import { keepingRules } from '../../../../platform/postgres/keeping-rules';
import { rememberKey, type RepeatableInput } from '../../../../records/write/idempotency';
import { oneAtATime } from '../../../../records/write/one-at-a-time';
import { consentJson, shownState, type ConsentRow } from './consent-row.sql';
import { CONSENT_RULES } from './consent-rules';
import { Expression, type ConsentValues } from './consent-values.sql';
import { consentOfKey, insertion, insertionOnce, livingTwin, update, type Condition } from './consent-write.sql';
import { currentIdSql } from './current-id.sql';

/** The person, and the institution that requested or captured the consent: `$2` and `$3` of `concerned`. */
const CONCERNED = '(c.person_id = $3::uuid or c.captured_by = $2::text or c.requested_by = $2::text)';

const concerned = ({ asking, caller }: RequestContext) => [asking.institution, personIdOf(caller)];

/** The consents of several persons, newest first, as far as the caller may know of them. One statement. */
export async function consentsOf(context: RequestContext, personIds: readonly string[]): Promise<ConsentRow[]> {
  const rows = await context.database.once<{ consent: ConsentRow }>(sessionOf(context), {
    name: 'consents-of-persons',
    // Row level security says the same once more.
    text: `select ${consentJson('c')} as consent from core.consent c where c.person_id = any($1::uuid[])
             and (${CONCERNED} or $2 = any(c.recipients))
           order by c.recorded_at desc, c.id`,
    values: [[...personIds], ...concerned(context)],
  });
  return rows.map(({ consent }) => consent);
}

/** SQL: who has to consent for the person who asks, or for whom a guardian asks. */
const SITUATION = `(select json_build_object('giver', g.giver, 'represented', g.represented) from core.consent_giver() g)`;

/** Who has to consent for the person who asks, or for whom a guardian asks; null where staff write down what is said. */
export async function givingSituation(context: RequestContext): Promise<GivingSituation | null> {
  if (context.caller.kind !== 'person') return null;
  const [row] = await context.database.once<{ situation: GivingSituation }>(sessionOf(context), {
    name: 'consent-giver',
    text: `select ${SITUATION} as situation`,
  });
  return row?.situation ?? null;
}

/**
 * Writes a new consent. Its event and its grants follow by a trigger, all or nothing. Of who was merged with another
 * person it is the survivor's, whatever id was given; PostgreSQL sees to that also where the merge comes in between.
 *
 * What was sent before with the same key, or is the same as a consent that lives, is not written twice: of two that say the
 * same, withdrawing one would leave the data open.
 * @returns the consent that was written now, or the one that there was
 * @throws GeleitError FORBIDDEN, CONSENT_TEXT_UNUSABLE, CONSENT_REPRESENTATION, INVALID_INPUT, IDEMPOTENCY_KEY_REUSED
 */
export async function insertConsent(
  context: RequestContext,
  action: ConsentAction,
  personId: string,
  values: ConsentValues,
  sent: { readonly operation: string; readonly input: RepeatableInput },
): Promise<ConsentRow> {
  const state = stateAfter(context, 'NONE', action);
  const underCurrentId = new Expression((parameter) => currentIdSql(parameter(personId, 'uuid')));
  const row = { id: randomUUID(), person_id: underCurrentId, state, ...values };
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const alone = transaction.query(consentsOneAtATime(personId));
    if (sent.input.idempotencyKey != null) {
      const [, living] = await Promise.all([alone, one(transaction, livingTwin(row))]);
      const id = living?.id ?? row.id;
      const earlier = await rememberKey(transaction, context, sent.operation, sent.input, id);
      if (earlier) return earlierConsent(transaction, earlier);
      if (living) return living;
    }
    const [, made] = await Promise.all([alone, one(transaction, insertionOnce(row))]);
    // What else PostgreSQL has against it is said before the wording is.
    return made ?? (await one(transaction, livingTwin(row))) ?? write(transaction, insertion(row), values);
  });
}

/** With the id that was named, by which it is known whose the consent is if persons who were merged are split. */
function consentsOneAtATime(personId: string): Statement {
  const { name, text, values } = oneAtATime('consents', personId, currentIdSql('$1'));
  return { name: `${name}, named`, text: `${text}, set_config('geleit.named_person', $1::uuid::text, true)`, values };
}

/** The consent that was written with a key, as it is now. */
async function earlierConsent(transaction: Transaction, id: string): Promise<ConsentRow> {
  const found = await one(transaction, consentOfKey(id));
  if (!found) throw notFound('consent');
  return found;
}

async function one(transaction: Transaction, statement: Statement): Promise<ConsentRow | undefined> {
  const { rows } = await keepingRules(CONSENT_RULES, transaction.query<{ consent: ConsentRow }>(statement));
  return rows[0]?.consent;
}

/** What a change does to a consent: the action, by the table of transitions, and the values that it writes. */
export interface ConsentChange {
  readonly action: ConsentAction;
  readonly values: ConsentValues;
}

/**
 * From a consent as it is before a change, and who has to consent for the person (null where staff write down what is said):
 * what to do; null where it was done before, so that there is nothing to change.
 */
export type Decide = (before: ConsentRow, situation: GivingSituation | null) => ConsentChange | null;

/**
 * Changes a consent that the caller may touch. When this returns, the change is committed: no request that begins later
 * sees anything that rested on what was withdrawn. Costs as much as the consent's own scope, however many others there are.
 * @param change what to do, or what says so from the consent as it is
 * @throws GeleitError NOT_FOUND, VERSION_CONFLICT, FORBIDDEN, CONSENT_STATE_CONFLICT, CONSENT_TEXT_UNUSABLE,
 *   CONSENT_REPRESENTATION, CONSENT_FOUR_EYES
 */
export async function changeConsent(
  context: RequestContext,
  reference: ConsentReference,
  change: ConsentChange | Decide,
): Promise<ConsentRow> {
  if (typeof change === 'function') return lockAndChange(context, reference, change);
  // Where nothing was changed, the consent itself tells why.
  const otherwise: Decide = ({ state }) => (change.action === 'WITHDRAW' && state === 'WITHDRAWN' ? null : change);
  return (await changeAtOnce(context, reference, change)) ?? lockAndChange(context, reference, otherwise);
}

/** A consent, and which version of it the caller has read. */
interface ConsentReference {
  readonly id: string;
  readonly version?: number | null;
}

/** A change that is the same whatever the consent is like, in one statement; null where it is none that it may change. */
async function changeAtOnce(
  context: RequestContext,
  { id, version }: ConsentReference,
  { action, values }: ConsentChange,
): Promise<ConsentRow | null> {
  const { from, to, roles } = CONSENT_TRANSITIONS[action];
  if (to === 'SAME' || !roles.includes(context.asking.role)) return null;
  const condition: Condition = {
    sql: ($) => `${touchable($)} and ${shownState('c')} = any(${$(5)}::text[])
      and (${$(6)}::integer is null or c.version = ${$(6)}::integer)`,
    parameters: [...toucher(context, id), from, version ?? null],
  };
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const alone = transaction.query(aloneForPersonOf(id));
    const [, changed] = await Promise.all([alone, one(transaction, update({ state: to, ...values }, condition))]);
    return changed ?? null;
  });
}

async function lockAndChange(
  context: RequestContext,
  { id, version }: ConsentReference,
  decide: Decide,
): Promise<ConsentRow> {
  const isAtScreen = context.caller.kind === 'person';
  return context.database.transaction(sessionOf(context), async (transaction) => {
    // A withdrawal changes other consents of the person, too: of changes at the same moment one comes after the other.
    const alone = transaction.query(aloneForPersonOf(id));
    const found = transaction.query<{ consent: ConsentRow; situation: GivingSituation | null }>({
      name: isAtScreen ? 'consent-lock-at-screen' : 'consent-lock',
      text: `select ${consentJson('c')} as consent, ${isAtScreen ? SITUATION : 'null'} as situation from core.consent c
             where ${touchable((index) => `$${index}`)} for update`,
      values: toucher(context, id),
    });
    const [, { rows }] = await Promise.all([alone, found]);
    const { consent: before, situation } = rows[0] ?? {};
    if (!before) throw notFound('consent');
    const change = decide(before, situation ?? null);
    if (!change) return earlierConsent(transaction, id);
    if (version != null && before.version !== version) {
      throw new GeleitError('VERSION_CONFLICT', 'The consent was changed since you read it.');
    }
    const { action, values } = change;
    const state = stateAfter(context, before.state as ConsentState, action);
    const condition: Condition = { sql: ($) => `c.id = ${$(1)}`, parameters: [id] };
    return write(transaction, update({ state, ...values }, condition), values);
  });
}

/** The lock of `insertConsent`, of the person whose consent it is. */
const aloneForPersonOf = (id: string): Statement => ({
  name: 'consents-one-at-a-time',
  text: `select pg_advisory_xact_lock(hashtextextended('consents of ' || c.person_id, 0)) from core.consent c where c.id = $1`,
  values: [id],
});

/** SQL: the consent that is asked for, as far as the caller may touch it. */
const touchable = ($: (index: number) => string): string =>
  `c.id = ${$(1)}::uuid and (c.person_id = ${$(3)}::uuid or c.captured_by = ${$(2)}::text or c.requested_by = ${$(2)}::text
     or (${$(2)}::text = any(c.recipients) and ${$(4)}::boolean))`;

const toucher = (context: RequestContext, id: string): unknown[] => [
  id,
  ...concerned(context),
  context.asking.role === 'data-protection-officer',
];

async function write(transaction: Transaction, statement: Statement, written: ConsentValues): Promise<ConsentRow> {
  const { rows } = await keepingRules(CONSENT_RULES, transaction.query<{ consent: ConsentRow }>(statement));
  const { consent } = rows[0]!;
  if ('text_ids' in written && consent.textIds.length < consent.purposes.length) {
    throw new GeleitError('CONSENT_TEXT_UNUSABLE', 'For a purpose there is no usable wording in this language.');
  }
  return consent;
}

function stateAfter({ asking }: RequestContext, state: ConsentState | 'NONE', action: ConsentAction): ConsentState {
  const step = transition(state, action, asking.role);
  if (step.allowed) return step.to;
  throw new GeleitError(
    step.code,
    step.code === 'FORBIDDEN'
      ? 'Your role is not entitled to this step in the life of a consent.'
      : 'The consent is in a state that does not allow this step.',
  );
}
