import { randomUUID } from 'node:crypto';
import { compileGrants, type ConsentScope } from '../../../access/consent/compile-grants';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import type { ConsentState, InstitutionId } from '../../../access/vocabulary';
import { GeleitError } from '../../../platform/errors';
import type { Transaction } from '../../../platform/postgres/database';
import type { GiveConsentInput } from './consent.input';
import type { Consent } from './consent.type';

/** A consent with the person it belongs to, as the database returns it. */
export type ConsentRow = Consent & { readonly personId: string };

/** The clock alone makes a consent expire: no job has to run for it. */
const CONSENT_JSON = (alias: string) => `json_build_object('id', ${alias}.id, 'personId', ${alias}.person_id,
  'version', ${alias}.version, 'recipients', ${alias}.recipients, 'categories', ${alias}.categories,
  'purposes', ${alias}.purposes, 'givenAt', ${alias}.given_at, 'validFrom', ${alias}.valid_from,
  'validUntil', ${alias}.valid_until, 'endedAt', ${alias}.ended_at, 'capturedBy', ${alias}.captured_by,
  'language', ${alias}.language,
  'state', case when ${alias}.state in ('GIVEN', 'RENEWED') and ${alias}.valid_until <= now() then 'EXPIRED'
    else ${alias}.state end)`;

/** The consents of several persons, newest first, as far as the caller may know of them. One statement. */
export async function consentsOf(context: RequestContext, personIds: readonly string[]): Promise<ConsentRow[]> {
  const rows = await context.database.once<{ consent: ConsentRow }>(sessionOf(context), {
    name: 'consents-of-persons',
    text: `select ${CONSENT_JSON('c')} as consent from core.consent c where c.person_id = any($1::uuid[])
           order by c.recorded_at desc, c.id`,
    values: [[...personIds]],
  });
  return rows.map(({ consent }) => consent);
}

/** Writes a consent that the person has given, its event and its grants, all or nothing. */
export async function insertConsent(
  context: RequestContext,
  personId: string,
  input: GiveConsentInput,
): Promise<ConsentRow> {
  const { caller } = context;
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const { rows } = await transaction.query<{ consent: ConsentRow }>({
      name: 'consent-insert',
      text: `insert into core.consent as c (id, person_id, state, recipients, categories, purposes, given_at,
               valid_from, valid_until, captured_by, language)
             values ($1, $2, 'GIVEN', $3, $4, $5, now(), coalesce($6::timestamptz, now()), $7, $8, $9)
             returning ${CONSENT_JSON('c')} as consent`,
      values: [
        randomUUID(),
        personId,
        input.recipients,
        input.categories,
        input.purposes,
        input.validFrom ?? null,
        input.validUntil,
        caller.kind === 'staff' ? caller.institution : null,
        input.language ?? null,
      ],
    });
    const consent = rows[0]!.consent;
    await recordEvent(context, transaction, consent, null, 'GIVEN');
    await insertGrants(transaction, scopeOf(consent, 'GIVEN'));
    return consent;
  });
}

/**
 * Withdraws a consent. When this returns, the withdrawal is committed: no request that begins later sees anything that
 * rested on it. Costs as much as the consent's own scope, however many others the person has.
 * @throws GeleitError NOT_FOUND, VERSION_CONFLICT, CONSENT_STATE_CONFLICT
 */
export async function withdrawConsent(
  context: RequestContext,
  id: string,
  version: number | null,
): Promise<ConsentRow> {
  return context.database.transaction(sessionOf(context), async (transaction) => {
    const found = await transaction.query<{ consent: ConsentRow }>({
      name: 'consent-lock',
      text: `select ${CONSENT_JSON('c')} as consent from core.consent c where c.id = $1 for update`,
      values: [id],
    });
    const before = found.rows[0]?.consent;
    if (!before) throw new GeleitError('NOT_FOUND', 'No such consent.');
    if (version !== null && before.version !== version) {
      throw new GeleitError('VERSION_CONFLICT', 'The consent was changed since you read it.');
    }
    if (!['GIVEN', 'RENEWED', 'EXPIRED'].includes(before.state)) {
      throw new GeleitError('CONSENT_STATE_CONFLICT', 'Only a consent that was given can be withdrawn.');
    }
    const { rows } = await transaction.query<{ consent: ConsentRow }>({
      name: 'consent-withdraw',
      text: `update core.consent c set state = 'WITHDRAWN', version = version + 1, ended_at = now(), updated_at = now()
             where c.id = $1 returning ${CONSENT_JSON('c')} as consent`,
      values: [id],
    });
    const consent = rows[0]!.consent;
    await recordEvent(context, transaction, consent, before.state as ConsentState, 'WITHDRAWN');
    await transaction.query({
      name: 'consent-grants-end',
      text: `update core.consent_grant set ended = 'WITHDRAWN', consent_version = $2 where consent_id = $1`,
      values: [id, consent.version],
    });
    return consent;
  });
}

async function insertGrants(transaction: Transaction, scope: ConsentScope): Promise<void> {
  const grants = compileGrants(scope);
  await transaction.query({
    name: 'consent-grants-insert',
    text: `insert into core.consent_grant (person_id, recipient, purpose, category, consent_id, consent_version,
             valid_from, valid_until)
           select $1, g.recipient, g.purpose, g.category, $2, $3, $4, $5
           from unnest($6::text[], $7::text[], $8::text[]) as g (recipient, purpose, category)`,
    values: [
      scope.personId,
      scope.id,
      scope.version,
      scope.validFrom,
      scope.validUntil,
      grants.map(({ recipient }) => recipient),
      grants.map(({ purpose }) => purpose),
      grants.map(({ category }) => category),
    ],
  });
}

async function recordEvent(
  { caller, asking }: RequestContext,
  transaction: Transaction,
  consent: ConsentRow,
  before: ConsentState | null,
  after: ConsentState,
): Promise<void> {
  await transaction.query({
    name: 'consent-event',
    text: `insert into core.consent_event (consent_id, version, person_id, state_before, state_after, actor, institution)
           values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [consent.id, consent.version, consent.personId, before, after, caller.actor, asking.institution],
  });
}

function scopeOf(consent: ConsentRow, state: ConsentState): ConsentScope {
  return {
    ...consent,
    state,
    recipients: consent.recipients as InstitutionId[],
    categories: consent.categories as ConsentScope['categories'],
    purposes: consent.purposes as ConsentScope['purposes'],
  };
}
