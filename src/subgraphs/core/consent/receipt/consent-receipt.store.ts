import { randomUUID } from 'node:crypto';
import type { AttestedConsent } from './consent-event';
import { receiptDocument } from './receipt-document';
import { sessionOf, type RequestContext } from '../../../../access/request-context';
import { GeleitError } from '../../../../platform/errors';
import type { ConsentReceipt } from './consent-receipt.type';
import { RECEIPT_KEYS } from './receipt-keys';

/** A receipt with the person it belongs to. */
export type ReceiptRow = Omit<ConsentReceipt, 'document'> & { readonly personId: string };

interface Found {
  readonly receipt: ReceiptRow | null;
  readonly step: AttestedConsent | null;
}

/**
 * The receipts of consents, oldest first. A receipt is issued when it is first asked for, from the consent's history, which
 * nobody can change: so there is one for every step, whichever way it was taken, and a step never waits for a signature.
 * @param by whether the ids are those of consents or of persons
 * @throws GeleitError RECEIPTS_UNAVAILABLE
 */
export async function receiptsOf(
  context: RequestContext,
  by: 'consent' | 'person',
  ids: readonly string[],
): Promise<readonly ReceiptRow[]> {
  const found = await find(context, by, ids);
  const steps = found.flatMap(({ step }) => step ?? []);
  const receipts = (rows: readonly Found[]) => rows.flatMap(({ receipt }) => receipt ?? []);
  if (steps.length === 0) return receipts(found);
  await issue(context, steps);
  return receipts(await find(context, by, ids));
}

function find(context: RequestContext, by: 'consent' | 'person', ids: readonly string[]): Promise<Found[]> {
  return context.database.once<Found & Record<string, unknown>>(sessionOf(context), {
    name: `receipts-by-${by}`,
    text: `select ${RECEIPT_JSON} as receipt, case when r.id is null then ${STEP_JSON} end as step
      from core.consent c join core.consent_event e on e.consent_id = c.id
      left join core.consent_receipt r on r.consent_id = e.consent_id and r.version = e.version
      where c.${by === 'consent' ? 'id' : 'person_id'} = any($1::uuid[]) and ${ATTESTED}
        and (c.person_id = (select nullif(core.setting('person'), '-')::uuid)
          or c.captured_by = (select current_setting('geleit.institution')))
      order by e.at, e.consent_id, e.version`,
    values: [[...ids]],
  });
}

/** The end that was agreed: a receipt is read by the institution that took the consent down, who may not read the birth date. */
const AGREED_END = `coalesce(s.snapshot->>'agreed_until', case when s.snapshot->>'valid_until' = s.snapshot->>'represented_until'
  then to_jsonb(c.agreed_until) #>> '{}' end, s.snapshot->>'valid_until')`;

/** Every step since the consent was given; EXPIRED is no step but the clock. */
const ATTESTED = `e.state_after in ('GIVEN', 'RENEWED', 'WITHDRAWN', 'REVOKED', 'INVALIDATED')`;

const RECEIPT_JSON = `case when r.id is not null then json_build_object('id', r.id, 'consentId', r.consent_id,
  'version', r.version, 'personId', r.person_id, 'state', r.state, 'issuedAt', r.issued_at, 'keyId', r.key_id,
  'jws', r.jws) end`;

/** What was captured later tells itself when the person said it; a change within a state has no time but its own. */
const EXPRESSED_AT = `coalesce(case when s.state_before is distinct from s.state_after then
  case when s.state_after in ('GIVEN', 'RENEWED') then (s.snapshot->>'given_at')::timestamptz
    else (s.snapshot->>'ended_at')::timestamptz end end, s.at)`;

/** Whether who did it was the guardian: their subject stands in the event, as that of the person would. */
const BY_GUARDIAN = `(s.institution is null and exists (select from core.representation r
    where r.person_id = s.person_id and r.guardian::text = s.actor))`;

const STEP_JSON = `json_build_object('snapshot', e.snapshot, 'steps', (
  select json_agg(json_build_object('version', s.version, 'state', s.state_after, 'at', ${EXPRESSED_AT},
    'institution', s.institution, 'validFrom', s.snapshot->>'valid_from',
    'validUntil', coalesce(s.snapshot->>'ended_at', ${AGREED_END}),
    'channel', s.snapshot->>'channel', 'givenBy', s.snapshot->>'given_by', 'byGuardian', ${BY_GUARDIAN}) order by s.version)
  from core.consent_event s where s.consent_id = e.consent_id and s.version <= e.version), 'texts', coalesce((
  select json_agg(json_build_object('id', t.id, 'language', t.language, 'hash', t.hash) order by t.purpose, t.id)
  from core.consent_text t where e.snapshot->'text_ids' ? t.id::text), '[]'::json))`;

async function issue(context: RequestContext, consents: readonly AttestedConsent[]): Promise<void> {
  const { policy } = context;
  const receipts = context.services.get(RECEIPT_KEYS);
  if (!receipts || !policy.receipts) {
    throw new GeleitError('RECEIPTS_UNAVAILABLE', 'This hub issues no consent receipts.');
  }
  const issuedAt = new Date();
  const rows = await Promise.all(
    consents.map(async (consent) => {
      const { id, person_id, version, state } = consent.snapshot;
      const receiptId = randomUUID();
      const jws = await receipts.sign(receiptDocument(consent, policy, { receiptId, issuedAt }));
      return [receiptId, id, version, person_id, state, issuedAt, receipts.keyId, jws] as const;
    }),
  );
  await context.database.transaction(sessionOf(context), async (transaction) => {
    for (const values of rows) {
      await transaction.query({
        name: 'receipt-insert',
        // Another request may have been faster: then its receipt is the one.
        text: `insert into core.consent_receipt (id, consent_id, version, person_id, state, issued_at, key_id, jws)
          values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
        values,
      });
    }
  });
}
