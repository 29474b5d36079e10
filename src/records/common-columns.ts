import type { EntitySchemaColumnOptions } from 'typeorm';
import { idColumn } from '../platform/postgres/entity-columns';
import type { RecordDeclaration } from './declaration';

/** The columns that every record has. */
export const COMMON_COLUMNS: Record<string, EntitySchemaColumnOptions> = {
  id: idColumn(),
  version: { name: 'version', type: 'integer', default: 1 },
  recordedAt: { name: 'recorded_at', type: 'timestamptz', default: () => 'now()' },
  updatedAt: { name: 'updated_at', type: 'timestamptz', default: () => 'now()' },
};

/** The column with what was decided in the hub, which no file changes; only a trigger writes it. */
export const DECIDED = 'decided';

/** The setting of a transaction by which an import says that it is one; no request and no token can. */
export const IMPORT_SETTING = 'geleit.import';

/** The columns that the author's own statements may write. */
export function writableColumns(declaration: RecordDeclaration): string[] {
  const { onPerson, author, fields } = declaration;
  return [
    ...Object.values(COMMON_COLUMNS).map(({ name }) => name!),
    ...(onPerson ? ['person_id'] : []),
    ...(author === 'EACH' ? ['institution'] : []),
    ...fields.map(({ column }) => column),
  ];
}
