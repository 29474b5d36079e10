import { randomUUID } from 'node:crypto';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { GeleitError } from '../../../platform/errors';
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
  const { asking, caller } = context;
  const rows = await context.database.once<{ consent: ConsentRow }>(sessionOf(context), {
    name: 'consents-of-persons',
    // Row level security says the same once more.
    text: `select ${CONSENT_JSON('c')} as consent from core.consent c where c.person_id = any($1::uuid[])
             and (c.captured_by = $2 or $2 = any(c.recipients) or c.person_id = $3::uuid)
           order by c.recorded_at desc, c.id`,
    values: [[...personIds], asking.institution, caller.kind === 'person' ? caller.personId : null],
  });
  return rows.map(({ consent }) => consent);
}

/** Writes a consent that the person has given. Its event and its grants follow by a trigger, all or nothing. */
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
    return rows[0]!.consent;
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
    return rows[0]!.consent;
  });
}
