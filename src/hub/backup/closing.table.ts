import { defineTable } from '../../platform/postgres/define-table';

/** What was closed, until the journals outside the database have it; for 90 days. */
export const CLOSING_TABLE = defineTable({
  name: 'Closing',
  schema: 'core',
  tableName: 'closing',
  columns: {
    id: {
      name: 'id',
      type: 'bigint',
      primary: true,
      generated: 'increment',
      primaryKeyConstraintName: 'closing_pk',
    },
    tx: { name: 'tx', type: 'bigint', default: () => 'core.current_tx()' },
    at: { name: 'at', type: 'timestamptz', default: () => 'now()' },
    fact: { name: 'fact', type: 'jsonb' },
  },
  indices: [{ name: 'closing_by_tx', columns: ['tx'] }],
});
