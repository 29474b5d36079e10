import { defineTable } from '../../platform/postgres/define-table';

/** The last backup that was taken, so that `doctor` can say how old it is. */
export const BACKUP_TAKEN_TABLE = defineTable({
  name: 'BackupTaken',
  schema: 'core',
  tableName: 'backup_taken',
  columns: {
    id: { name: 'id', type: 'uuid', primary: true, primaryKeyConstraintName: 'backup_taken_pk' },
    takenAt: { name: 'taken_at', type: 'timestamptz' },
  },
});
