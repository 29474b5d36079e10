import { randomUUID } from 'node:crypto';
import { logThing, logValues, parameter } from '../../../access/log/log-entry.sql';
import { sessionOf, type RequestContext } from '../../../access/request-context';
import { notFound } from '../../../platform/errors';
import { keepingRules, type Rules } from '../../../platform/postgres/keeping-rules';
import { rememberKey } from '../../../records/write/idempotency';
import type { RecordRepresentationInput, RevokeRepresentationInput } from './representation.input';
import type { Representation } from './representation.type';

interface Row extends Record<string, unknown> {
  readonly representation: Representation;
}

const JSON_OBJECT = `json_build_object('id', r.id, 'personId', r.person_id, 'guardianName', r.guardian_name, 'kind', r.kind,
  'document', r.document, 'recordedBy', r.institution, 'recordedAt', r.recorded_at, 'validUntil', r.valid_until,
  'state', case when r.revoked_at is not null then 'REVOKED' when r.valid_until <= now() then 'ENDED' else 'ACTIVE' end,
  'revokedAt', r.revoked_at, 'revokeReason', r.revoke_reason)`;

const LOG = logThing({ event: 'WRITE', thing: 'Representation', person: 'r.person_id', from: 'from done r' });

/** Who represents several persons, newest first, as far as the caller may know of it: row level security chooses. */
export async function representationsOf(
  context: RequestContext,
  personIds: readonly string[],
): Promise<readonly Representation[]> {
  const rows = await context.database.once<Row>(sessionOf(context), {
    name: 'representations-of-persons',
    text: `select ${JSON_OBJECT} as representation from core.representation r where r.person_id = any($1::uuid[])
      order by r.recorded_at desc, r.id`,
    values: [[...personIds]],
  });
  return rows.map(({ representation }) => representation);
}

const REPRESENTED_SQL = `with found as materialized (
  select r.* from core.representation r
  where r.guardian = ${parameter(1)}::uuid and r.revoked_at is null and r.valid_until > now()),
logged as (${logThing({ event: 'READ', thing: 'Representation', person: 'o.person_id', from: `from (select distinct person_id from found union select ${parameter(1)}::uuid) o` })})
select ${JSON_OBJECT} as representation from found r order by r.recorded_at desc, r.id`;

/** Whom the caller represents now, as themself. On record with each of them, and with the caller. */
export async function representedBy(context: RequestContext, guardian: string): Promise<readonly Representation[]> {
  const rows = await context.database.once<Row>(sessionOf(context), {
    name: 'represented-by',
    text: REPRESENTED_SQL,
    values: [...logValues(context), guardian],
  });
  return rows.map(({ representation }) => representation);
}

const RECORD_SQL = `with done as (
  insert into core.representation (id, person_id, guardian, guardian_name, kind, document, institution, actor, valid_until)
  values (${['uuid', 'uuid', 'uuid', 'text', 'text', 'text'].map((type, n) => `${parameter(n + 1)}::${type}`).join(', ')},
    $1, $3, coalesce(${parameter(7)}::timestamptz, 'infinity')) returning *),
logged as (${LOG})
select ${JSON_OBJECT} as representation from done r`;

/** What was recorded before with the same key. */
const EARLIER_SQL = `with done as materialized (select r.* from core.representation r where r.id = ${parameter(1)}::uuid),
logged as (${logThing({ event: 'READ', thing: 'Representation', person: 'r.person_id', from: 'from done r' })})
select ${JSON_OBJECT} as representation from done r`;

const RULES: Rules = {
  representation_of_minor: [
    'REPRESENTATION_NOT_POSSIBLE',
    'No birth date that you may read makes the person a minor: record first what the document says.',
  ],
};

/**
 * Puts on record that somebody represents a minor. A trigger lets it end on the 18th birthday, as far as the caller may
 * know it: what others have recorded ends it at the same moment, but is not told.
 * @throws GeleitError NO_SUCH_PERSON, REPRESENTATION_NOT_POSSIBLE, IDEMPOTENCY_KEY_REUSED
 */
export async function recordRepresentation(
  context: RequestContext,
  input: RecordRepresentationInput,
): Promise<Representation> {
  const { personId, guardian, guardianName, kind, document, validUntil } = input;
  const { rows } = await keepingRules(
    RULES,
    context.database.transaction(sessionOf(context), async (transaction) => {
      const id = randomUUID();
      const earlier = await rememberKey(transaction, context, 'recordRepresentation', input, id);
      const values = [id, personId, guardian, guardianName.trim(), kind, document, validUntil];
      return transaction.query<Row>(
        earlier
          ? { name: 'representation-of-key', text: EARLIER_SQL, values: [...logValues(context), earlier] }
          : { name: 'representation-record', text: RECORD_SQL, values: [...logValues(context), ...values] },
      );
    }),
  );
  if (!rows[0]) throw notFound('representation');
  return rows[0].representation;
}

const REVOKE_SQL = `with done as (
  update core.representation r set revoked_at = now(), revoked_by = $3::text, revoke_reason = ${parameter(2)}::text
  where r.id = ${parameter(1)}::uuid and r.institution = $1::text and r.revoked_at is null returning *),
logged as (${LOG})
select ${JSON_OBJECT} as representation from done r`;

/**
 * Ends a representation that the caller's institution recorded, for every institution: from then on the guardian sees
 * nothing.
 * @throws GeleitError NOT_FOUND
 */
export async function revokeRepresentation(
  context: RequestContext,
  { id, reason }: RevokeRepresentationInput,
): Promise<Representation> {
  const [row] = await context.database.once<Row>(sessionOf(context), {
    name: 'representation-revoke',
    text: REVOKE_SQL,
    values: [...logValues(context), id, reason.trim()],
  });
  if (!row) throw notFound('representation');
  return row.representation;
}
