import { defineTable } from '../../platform/postgres/define-table';

/** Keys with which callers repeat a write safely, and the hash of what was written; never the input itself. */
export const IDEMPOTENCY_KEY_TABLE = defineTable({
  name: 'IdempotencyKey',
  schema: 'core',
  tableName: 'idempotency_key',
  columns: {
    institution: { name: 'institution', type: 'text', primary: true },
    caller: { name: 'caller', type: 'text', primary: true },
    key: { name: 'key', type: 'text', primary: true },
    operation: { name: 'operation', type: 'text' },
    inputHash: { name: 'input_hash', type: 'text' },
    recordId: { name: 'record_id', type: 'uuid' },
    usedAt: { name: 'used_at', type: 'timestamptz', default: () => 'now()' },
  },
});
