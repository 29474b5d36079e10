import { EntitySchema } from 'typeorm';

/** The last backup that was taken, so that `doctor` can say how old it is. */
export const BackupTakenEntity = new EntitySchema({
  name: 'BackupTaken',
  schema: 'core',
  tableName: 'backup_taken',
  columns: {
    id: { name: 'id', type: 'uuid', primary: true, primaryKeyConstraintName: 'backup_taken_pk' },
    takenAt: { name: 'taken_at', type: 'timestamptz' },
  },
});
