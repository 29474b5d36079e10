import { createHash, randomUUID } from 'node:crypto';
import { transition, type ConsentAction } from '../../../access/consent/transitions';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import type { ConsentState } from '../../../access/vocabulary';
import { GeleitError } from '../../../platform/errors';
import { consentJson, type ConsentRow } from './consent-row.sql';
import { keepingRules } from './consent-rules';

/** Values for columns of `core.consent`, by column. */
export type ConsentValues = Readonly<Record<string, unknown>>;

/** Columns that are no text: their parameters need a cast. */
const CASTS: Readonly<Record<string, string>> = {
  recipients: 'text[]',
  categories: 'text[]',
  purposes: 'text[]',
  text_ids: 'uuid[]',
  exceptions: 'jsonb',
  data_from: 'date',
  data_until: 'date',
  erase_by: 'date',
  given_at: 'timestamptz',
  valid_from: 'timestamptz',
  valid_until: 'timestamptz',
  ended_at: 'timestamptz',
  requested_at: 'timestamptz',
  checked_at: 'timestamptz',
  scan_id: 'uuid',
  secrecy_release: 'boolean',
};

/** In place of a value: the time of the transaction, which is that of its event, too. */
export const NOW = Symbol('now()');

/** The consents of several persons, newest first, as far as the caller may know of them. One statement. */
export async function consentsOf(context: RequestContext, personIds: readonly string[]): Promise<ConsentRow[]> {
  const rows = await context.database.once<{ consent: ConsentRow }>(sessionOf(context), {
    name: 'consents-of-persons',
    text: `select ${consentJson('c')} as consent from core.consent c where c.person_id = any($1::uuid[])
           order by c.recorded_at desc, c.id`,
    values: [[...personIds]],
  });
  return rows.map(({ consent }) => consent);
}

/**
 * Writes a new consent. Its event and its grants follow by a trigger, all or nothing.
 * @throws GeleitError FORBIDDEN, CONSENT_REPRESENTATION
 */
export async function insertConsent(
  context: RequestContext,
  action: ConsentAction,
  personId: string,
  values: ConsentValues,
): Promise<ConsentRow> {
  const state = stateAfter(context, 'NONE', action);
  const row = columnsOf({ id: randomUUID(), person_id: personId, state, ...values });
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const { rows } = await keepingRules(
      transaction.query<{ consent: ConsentRow }>({
        name: statementName('consent-insert', row.names),
        text: `insert into core.consent as c (${row.names.join(', ')}) values (${row.values.join(', ')})
               returning ${consentJson('c')} as consent`,
        values: row.parameters,
      }),
    );
    return rows[0]!.consent;
  });
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
 * @throws GeleitError NOT_FOUND, VERSION_CONFLICT, FORBIDDEN, CONSENT_STATE_CONFLICT, CONSENT_REPRESENTATION
 */
export async function changeConsent(
  context: RequestContext,
  { id, version }: { readonly id: string; readonly version?: number | null },
  decide: (before: ConsentRow) => ConsentChange,
): Promise<ConsentRow> {
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const found = await transaction.query<{ consent: ConsentRow }>({
      name: 'consent-lock',
      text: `select ${consentJson('c')} as consent from core.consent c where c.id = $1 for update`,
      values: [id],
    });
    const before = found.rows[0]?.consent;
    if (!before) throw new GeleitError('NOT_FOUND', 'No such consent.');
    if (version != null && before.version !== version) {
      throw new GeleitError('VERSION_CONFLICT', 'The consent was changed since you read it.');
    }
    const { action, values } = decide(before);
    const state = stateAfter(context, before.state as ConsentState, action);
    const { names, values: placeholders, parameters } = columnsOf({ state, ...values });
    const sets = names.map((name, index) => `${name} = ${placeholders[index]}`).join(', ');
    const { rows } = await keepingRules(
      transaction.query<{ consent: ConsentRow }>({
        name: statementName('consent-change', names),
        text: `update core.consent c set ${sets}, version = version + 1, updated_at = now()
               where c.id = $${parameters.length + 1} returning ${consentJson('c')} as consent`,
        values: [...parameters, id],
      }),
    );
    return rows[0]!.consent;
  });
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

/** The text of a statement follows from the columns that it writes; its name must, too, and PostgreSQL keeps 63 characters. */
function statementName(verb: string, columns: readonly string[]): string {
  return `${verb} ${createHash('sha256').update(columns.join()).digest('hex').slice(0, 24)}`;
}

function columnsOf(values: ConsentValues): { names: string[]; values: string[]; parameters: unknown[] } {
  const parameters: unknown[] = [];
  // PostgreSQL reads a list for jsonb as an array of its own unless it is sent as text.
  const parameter = (name: string, value: unknown) => {
    parameters.push(CASTS[name] === 'jsonb' ? JSON.stringify(value) : value);
    return `$${parameters.length}${CASTS[name] ? `::${CASTS[name]}` : ''}`;
  };
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return {
    names: given.map(([name]) => name),
    values: given.map(([name, value]) => (value === NOW ? 'now()' : parameter(name, value))),
    parameters,
  };
}
