import { EntitySchema } from 'typeorm';

/** What was committed and is not announced yet: for a moment. */
export const AnnouncementEntity = new EntitySchema({
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
