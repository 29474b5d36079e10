import { defineTable } from '../platform/postgres/define-table';
import { idColumn } from '../platform/postgres/entity-columns';

/** One run of an import: who delivered which file, and what came of it. It holds no value of the file. */
export const IMPORT_RUN_TABLE = defineTable({
  name: 'ImportRun',
  schema: 'core',
  tableName: 'import_run',
  columns: {
    id: idColumn(),
    institution: { name: 'institution', type: 'text' },
    kind: { name: 'kind', type: 'text' },
    fileSha256: { name: 'file_sha256', type: 'text' },
    startedAt: { name: 'started_at', type: 'timestamptz', default: () => 'now()' },
    // When the institution exported the file, where whoever imports it says so.
    exportedAt: { name: 'exported_at', type: 'timestamptz', nullable: true },
    // The counts are null until the run has come to its end.
    finishedAt: { name: 'finished_at', type: 'timestamptz', nullable: true },
    accepted: { name: 'accepted', type: 'integer', nullable: true },
    changed: { name: 'changed', type: 'integer', nullable: true },
    unchanged: { name: 'unchanged', type: 'integer', nullable: true },
    leftAlone: { name: 'left_alone', type: 'integer', nullable: true },
    incomplete: { name: 'incomplete', type: 'integer', nullable: true },
    rejected: { name: 'rejected', type: 'integer', nullable: true },
  },
  indices: [{ name: 'import_run_by_institution', columns: ['institution', 'startedAt'] }],
});
