import { createHash, randomUUID } from 'node:crypto';
import type { GivingSituation } from '../../../access/consent/representation';
import { transition, type ConsentAction } from '../../../access/consent/transitions';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import type { ConsentState } from '../../../access/vocabulary';
import { GeleitError, notFound } from '../../../platform/errors';
import { personIdOf } from '../../../platform/identity/caller';
import type { Transaction } from '../../../platform/postgres/database';
import { keepingRules } from '../../../platform/postgres/keeping-rules';
import { consentJson, type ConsentRow } from './consent-row.sql';
import { CONSENT_RULES } from './consent-rules';
import { columnsOf, Expression, type ConsentValues } from './consent-values.sql';
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

/** Who has to consent for the person who asks, or for whom a guardian asks; null where staff write down what is said. */
export async function givingSituation(context: RequestContext): Promise<GivingSituation | null> {
  if (context.caller.kind !== 'person') return null;
  const [row] = await context.database.once<GivingSituation & Record<string, unknown>>(sessionOf(context), {
    name: 'consent-giver',
    text: 'select g.giver, g.represented from core.consent_giver() g',
  });
  return row ?? null;
}

/**
 * Writes a new consent. Its event and its grants follow by a trigger, all or nothing. Of who was merged with another
 * person it is the survivor's, whatever id was given; PostgreSQL sees to that also where the merge comes in between.
 * @throws GeleitError FORBIDDEN, CONSENT_TEXT_UNUSABLE, CONSENT_REPRESENTATION
 */
export async function insertConsent(
  context: RequestContext,
  action: ConsentAction,
  personId: string,
  values: ConsentValues,
): Promise<ConsentRow> {
  const state = stateAfter(context, 'NONE', action);
  const underCurrentId = new Expression((parameter) => currentIdSql(parameter(personId, 'uuid')));
  const row = columnsOf({ id: randomUUID(), person_id: underCurrentId, state, ...values });
  return context.database.transaction(sessionOf(context), (transaction) =>
    write(
      transaction,
      `insert into core.consent as c (${row.names.join(', ')}) values (${row.values.join(', ')})`,
      row.parameters,
      values,
    ),
  );
}

/** What a change does to a consent: the action, by the table of transitions, and the values that it writes. */
export interface ConsentChange {
  readonly action: ConsentAction;
  readonly values: ConsentValues;
}

/**
 * Changes a consent that the caller may touch. When this returns, the change is committed: no request that begins later
 * sees anything that rested on what was withdrawn. Costs as much as the consent's own scope, however many others there are.
 * @param decide says from the consent as it is what to do
 * @throws GeleitError NOT_FOUND, VERSION_CONFLICT, FORBIDDEN, CONSENT_STATE_CONFLICT, CONSENT_TEXT_UNUSABLE,
 *   CONSENT_REPRESENTATION, CONSENT_FOUR_EYES
 */
export async function changeConsent(
  context: RequestContext,
  { id, version }: { readonly id: string; readonly version?: number | null },
  decide: (before: ConsentRow) => ConsentChange,
): Promise<ConsentRow> {
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const found = await transaction.query<{ consent: ConsentRow }>({
      name: 'consent-lock',
      text: `select ${consentJson('c')} as consent from core.consent c where c.id = $1
               and (${CONCERNED} or ($2 = any(c.recipients) and $4::boolean)) for update`,
      values: [id, ...concerned(context), context.asking.role === 'data-protection-officer'],
    });
    const before = found.rows[0]?.consent;
    if (!before) throw notFound('consent');
    if (version != null && before.version !== version) {
      throw new GeleitError('VERSION_CONFLICT', 'The consent was changed since you read it.');
    }
    const { action, values } = decide(before);
    const state = stateAfter(context, before.state as ConsentState, action);
    const { names, values: placeholders, parameters } = columnsOf({ state, ...values });
    const sets = names.map((name, index) => `${name} = ${placeholders[index]}`).join(', ');
    return write(
      transaction,
      `update core.consent c set ${sets}, version = version + 1, updated_at = now() where c.id = $${parameters.length + 1}`,
      [...parameters, id],
      values,
    );
  });
}

async function write(
  transaction: Transaction,
  sql: string,
  parameters: readonly unknown[],
  written: ConsentValues,
): Promise<ConsentRow> {
  const text = `${sql} returning ${consentJson('c')} as consent`;
  // The text follows from what is written; so must its name, and PostgreSQL keeps 63 characters of it.
  const name = `consent-write ${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  const { rows } = await keepingRules(
    CONSENT_RULES,
    transaction.query<{ consent: ConsentRow }>({ name, text, values: parameters }),
  );
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
