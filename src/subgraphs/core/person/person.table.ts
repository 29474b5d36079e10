import { defineTable } from '../../../platform/postgres/define-table';
import { exported } from '../../../platform/postgres/exported-values';
import { idColumn } from '../../../platform/postgres/entity-columns';

/** A person is nothing but an id here: what is known about them are records, each with its category. */
export const PERSON_TABLE = defineTable(
  {
    name: 'Person',
    schema: 'core',
    tableName: 'person',
    columns: {
      id: idColumn(),
      createdBy: { name: 'created_by', type: 'text' },
      // Under whose id the person goes on after a merge.
      mergedInto: { name: 'merged_into', type: 'uuid', nullable: true },
      createdAt: { name: 'created_at', type: 'timestamptz', default: () => 'now()' },
    },
  },
  {
    exported: {
      key: 'registered',
      where: 't.id = $6::uuid',
      order: 't.id',
      columns: {
        id: exported.id,
        created_by: exported.word,
        created_at: exported.instant,
        merged_into: exported.id.nullable(),
      },
      leftOut: {},
    },
  },
);
