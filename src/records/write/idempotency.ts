import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { sessionOf, type RequestContext } from '../../access/request-context';
import { GeleitError } from '../../platform/errors';
import type { Transaction } from '../../platform/postgres/database';
import { refuse, valueProblems } from '../api/input-problems';
import { text } from '../kinds';

const KEY = text({ max: 200 });

/** An input that can be sent again safely. */
export interface RepeatableInput {
  readonly idempotencyKey?: string | null;
}

/**
 * Remembers an idempotency key within the transaction of the write itself, so that key and record stand or fall together.
 * A key belongs to who chose it, and to the person for whom they ask. Without a key it does nothing.
 * @returns the id of the record that was written with the key before, or null if the key is new
 * @throws GeleitError INVALID_INPUT for a key that cannot be kept, IDEMPOTENCY_KEY_REUSED when it was used for another input
 */
export async function rememberKey(
  transaction: Transaction,
  context: RequestContext,
  operation: string,
  { idempotencyKey: key, ...input }: RepeatableInput,
  recordId: string,
): Promise<string | null> {
  if (key === null || key === undefined) return null;
  refuse('input', valueProblems('idempotencyKey', KEY, key));
  // Only a hash is kept: the input is personal data and belongs only in the record.
  const inputHash = createHash('sha256')
    .update(canonicalize(input) ?? '')
    .digest('hex');
  const { institution, actor, person } = sessionOf(context);
  const values = [institution ?? '-', `${actor} ${person ?? '-'}`, key, operation, inputHash, recordId];
  const inserted = await transaction.query({
    name: 'idempotency-remember',
    text: `insert into core.idempotency_key (institution, caller, key, operation, input_hash, record_id)
           values ($1, $2, $3, $4, $5, $6) on conflict (institution, caller, key) do nothing`,
    values,
  });
  if (inserted.rowCount === 1) return null;
  const { rows } = await transaction.query<{ record_id: string; same: boolean }>({
    name: 'idempotency-recall',
    text: `select record_id, operation = $4 and input_hash = $5 as same from core.idempotency_key
           where institution = $1 and caller = $2 and key = $3`,
    values: values.slice(0, 5),
  });
  if (rows[0]?.same) return rows[0].record_id;
  throw new GeleitError('IDEMPOTENCY_KEY_REUSED', 'The idempotency key was used for another input.');
}
