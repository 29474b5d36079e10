import { defineTable } from '../postgres/define-table';

/** What was committed and is not announced yet: for a moment. */
export const ANNOUNCEMENT_TABLE = defineTable({
  name: 'Announcement',
  schema: 'core',
  tableName: 'announcement',
  columns: {
    id: {
      name: 'id',
      type: 'bigint',
      primary: true,
      generated: 'increment',
      primaryKeyConstraintName: 'announcement_pk',
    },
    message: { name: 'message', type: 'text' },
  },
});
