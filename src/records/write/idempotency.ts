import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { RequestContext } from '../../access/request-context';
import { GeleitError } from '../../platform/errors';
import type { Transaction } from '../../platform/postgres/database';

/**
 * Remembers an idempotency key within the transaction of the write itself, so that key and record stand or fall together.
 * @returns the id of the record that was written with the key before, or null if the key is new
 * @throws GeleitError IDEMPOTENCY_KEY_REUSED when the key was used for another input
 */
export async function rememberKey(
  transaction: Transaction,
  { asking }: RequestContext,
  key: string,
  operation: string,
  input: object,
  recordId: string,
): Promise<string | null> {
  // Only a hash is kept: the input is personal data and belongs in the record alone.
  const inputHash = createHash('sha256')
    .update(canonicalize(input) ?? '')
    .digest('hex');
  const values = [asking.institution ?? '-', key.slice(0, 200), operation, inputHash, recordId];
  const inserted = await transaction.query({
    name: 'idempotency-remember',
    text: `insert into core.idempotency_key (institution, key, operation, input_hash, record_id)
           values ($1, $2, $3, $4, $5) on conflict (institution, key) do nothing`,
    values,
  });
  if (inserted.rowCount === 1) return null;
  const { rows } = await transaction.query<{ record_id: string; same: boolean }>({
    name: 'idempotency-recall',
    text: `select record_id, operation = $3 and input_hash = $4 as same from core.idempotency_key
           where institution = $1 and key = $2`,
    values: values.slice(0, 4),
  });
  if (rows[0]?.same) return rows[0].record_id;
  throw new GeleitError('IDEMPOTENCY_KEY_REUSED', 'The idempotency key was used for another input.');
}
