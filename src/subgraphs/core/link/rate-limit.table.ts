import { defineTable } from '../../../platform/postgres/define-table';

/** How often somebody has tried codes; columns and their order are those of rate-limiter-flexible. */
export const RATE_LIMIT_TABLE = defineTable({
  name: 'RateLimit',
  schema: 'core',
  tableName: 'rate_limit',
  columns: {
    key: {
      name: 'key',
      type: 'character varying',
      length: 255,
      primary: true,
      primaryKeyConstraintName: 'rate_limit_pk',
    },
    points: { name: 'points', type: 'integer', default: 0 },
    expire: { name: 'expire', type: 'bigint', nullable: true },
  },
});
