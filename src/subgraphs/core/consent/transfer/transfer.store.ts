import { randomUUID } from 'node:crypto';
import { logThing, logValues, parameter } from '../../../../access/log/log-entry.sql';
import type { TransferPolicy } from '../../../../access/policy/policy';
import { sessionOf, type RequestContext } from '../../../../access/request-context';
import { GeleitError, notFound } from '../../../../platform/errors';
import type { Transaction } from '../../../../platform/postgres/database';
import { keepingRules, type Rules } from '../../../../platform/postgres/keeping-rules';
import { rememberKey } from '../../../../records/write/idempotency';
import { oneAtATime } from '../../../../records/write/one-at-a-time';
import { guardianRequired } from '../../representation/guardian-required';
import type { Transfer, TransferDataInput } from './transfer.type';

/** A transfer with the person it is about. */
export type TransferRow = Transfer & { readonly personId: string };

const TRANSFER_JSON = `json_build_object('id', t.id, 'personId', t.person_id, 'consentId', t.consent_id,
  'recipient', t.recipient, 'categories', t.categories, 'transferredBy', t.institution, 'standing', false,
  'transferredAt', t.transferred_at, 'law', t.law, 'notice', t.notice, 'noticeDe', t.notice_de)`;

/**
 * The transfers about several persons, newest first, as far as the caller may know of them: those that were made, and
 * those that stand by the policy because a living consent names such a recipient. One statement.
 */
export async function transfersOf(
  context: RequestContext,
  personIds: readonly string[],
): Promise<readonly TransferRow[]> {
  const { transfers } = context.policy;
  const rows = await context.database.once<{ transfer: TransferRow }>(sessionOf(context), {
    name: 'transfers-of-persons',
    text: `select transfer from (
        select ${TRANSFER_JSON} as transfer, t.transferred_at as at from core.transfer t where t.person_id = any($1::uuid[])
        union all
        select json_build_object('id', 'standing:' || c.id || ':' || r.id, 'personId', c.person_id, 'consentId', c.id,
            'recipient', r.id, 'categories', c.categories, 'transferredBy', null, 'standing', true,
            'transferredAt', c.valid_from, 'law', $3::text, 'notice', $4::text, 'noticeDe', $5::text), c.valid_from
          from core.consent c, unnest($2::text[]) r(id)
          where c.person_id = any($1::uuid[]) and r.id = any(c.recipients) and core.lives(c)
            and c.valid_from <= now() and c.valid_until > now()
            and (current_setting('geleit.person') = c.person_id::text or current_setting('geleit.institution') = r.id)) x
      order by at desc`,
    values: [
      ...[[...personIds], [...(transfers?.standing ?? [])]],
      ...[transfers?.law ?? null, transfers?.notice ?? null, transfers?.noticeDe ?? null],
    ],
  });
  return rows.map(({ transfer }) => transfer);
}

const [CONSENT, RECIPIENT, CATEGORIES, LAW, NOTICE, NOTICE_DE, ID] = [1, 2, 3, 4, 5, 6, 7].map(parameter);

/** Row level security finds the consent only for who may know of it; a trigger checks that the transfer lies within it. */
const TRANSFER_SQL = `with made as (
  insert into core.transfer (id, person_id, consent_id, recipient, categories, institution, actor, law, notice, notice_de)
  select ${ID}::uuid, c.person_id, c.id, ${RECIPIENT}::text, coalesce(${CATEGORIES}::text[], c.categories), $1::text, $3::text,
    ${LAW}::text, ${NOTICE}::text, ${NOTICE_DE}::text
  from core.consent c where c.id = ${CONSENT}::uuid returning *),
logged as (${logThing({ event: 'WRITE', thing: 'Transfer', person: 't.person_id', from: 'from made t' })})
select ${TRANSFER_JSON} as transfer from made t`;

/** The same transfer, within a consent that still lives: made again it would open nothing more. */
const TWIN_SQL = `select t.id from core.transfer t join core.consent c on c.id = t.consent_id
  where t.consent_id = $1::uuid and t.recipient = $2 and t.institution is not distinct from $4
    and t.categories @> coalesce($3::text[], c.categories) and t.categories <@ coalesce($3::text[], c.categories)
    and core.lives(c) and c.valid_until > now()
  order by t.transferred_at limit 1`;

/** What was sent before. */
const EARLIER_SQL = `with found as materialized (select * from core.transfer t where t.id = ${CONSENT}::uuid),
logged as (${logThing({ event: 'READ', thing: 'Transfer', person: 't.person_id', from: 'from found t' })})
select ${TRANSFER_JSON} as transfer from found t`;

const RULES: Rules = {
  transfer_within_consent: ['TRANSFER_OUTSIDE_CONSENT', 'It lies outside the consent, or the consent does not hold.'],
};

/**
 * Hands data over within a consent. From then on the recipient sees them as far as the consent goes; a withdrawal of the
 * consent ends it. The same transfer isn't made twice.
 * @returns the transfer that was made now, or the one that there was
 * @throws GeleitError NOT_FOUND, NO_SUCH_PERSON, GUARDIAN_REQUIRED, TRANSFER_OUTSIDE_CONSENT, IDEMPOTENCY_KEY_REUSED
 */
export async function transferData(
  context: RequestContext,
  { law, notice, noticeDe }: TransferPolicy,
  input: TransferDataInput,
): Promise<TransferRow> {
  const { consentId, recipient, categories } = input;
  const transferring = context.database.transaction(sessionOf(context), async (transaction) => {
    const id = randomUUID();
    const twin = await twinOf(transaction, context, input);
    const earlier = (await rememberKey(transaction, context, 'transferData', input, twin ?? id)) ?? twin;
    const { rows } = await transaction.query<{ transfer: TransferRow }>(
      earlier
        ? { name: 'transfer-made-before', text: EARLIER_SQL, values: [...logValues(context), earlier] }
        : {
            name: 'transfer-data',
            text: TRANSFER_SQL,
            values: [...logValues(context), ...[consentId, recipient, categories ?? null, law, notice, noticeDe, id]],
          },
    );
    if (!rows[0]) throw notFound('consent');
    return rows[0].transfer;
  });
  return keepingRules(RULES, transferring).catch((error: unknown) => {
    // The consent was found, so there is the person: row level security refuses who leaves it to the guardian.
    const isRefused = error instanceof GeleitError && error.code === 'NO_SUCH_PERSON';
    throw isRefused && context.asking.role === 'person' ? guardianRequired('transfers', error) : error;
  });
}

async function twinOf(
  transaction: Transaction,
  context: RequestContext,
  { consentId, recipient, categories }: TransferDataInput,
): Promise<string | undefined> {
  const [, { rows }] = await Promise.all([
    transaction.query(oneAtATime('transfers', consentId)),
    transaction.query<{ id: string }>({
      name: 'transfer-twin',
      text: TWIN_SQL,
      values: [consentId, recipient, categories ?? null, sessionOf(context).institution],
    }),
  ]);
  return rows[0]?.id;
}
