import { STAFF } from '../../../platform/postgres/exported-values';
import type { Table, TableExport } from '../../../platform/postgres/define-table';
import type { RecordRegistry } from '../../../records/registry';

/** A table about persons besides those of the record types, with what of it the export has. */
export interface ExportedTable extends TableExport {
  readonly table: string;
}

export function exportedTables({ tables }: Pick<RecordRegistry, 'tables'>): readonly ExportedTable[] {
  return tables.flatMap(({ name, exported }: Table) =>
    exported && 'key' in exported ? [{ ...exported, table: name }] : [],
  );
}

/** Fields of reference data that are not in the export, with the reason. */
export const LEFT_OUT_FIELDS: Readonly<Record<string, string>> = {
  'ContactPerson.code': STAFF,
  'ContactPerson.displayName': STAFF,
  'ContactPerson.phone': STAFF,
  'ContactPerson.email': STAFF,
};
