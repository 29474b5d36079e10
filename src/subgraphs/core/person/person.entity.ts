import { EntitySchema } from 'typeorm';
import { idColumn } from '../../../platform/postgres/entity-columns';

/** A person is nothing but an id here: what is known about them are records, each with its category. */
export const PersonEntity = new EntitySchema({
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
});
