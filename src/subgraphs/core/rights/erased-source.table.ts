import { defineTable } from '../../../platform/postgres/define-table';

/** That an institution has erased a record, without saying which: a keyed hash of the number by which its own system calls it. */
export const ERASED_SOURCE_TABLE = defineTable({
  name: 'ErasedSource',
  schema: 'core',
  tableName: 'erased_source',
  columns: {
    mark: { name: 'mark', type: 'bytea', primary: true, primaryKeyConstraintName: 'erased_source_pk' },
    institution: { name: 'institution', type: 'text' },
    recordTable: { name: 'record_table', type: 'text' },
    erasedOn: { name: 'erased_on', type: 'date' },
  },
  indices: [{ name: 'erased_source_by_institution', columns: ['institution', 'recordTable', 'erasedOn'] }],
});

/** The key of these hashes, as HMAC uses it (RFC 2104). Made once by a migration; nobody but functions of the owner reads it. */
export const ERASURE_KEY_TABLE = defineTable({
  name: 'ErasureKey',
  schema: 'core',
  tableName: 'erasure_key',
  columns: {
    innerPad: { name: 'inner_pad', type: 'bytea', primary: true, primaryKeyConstraintName: 'erasure_key_pk' },
    outerPad: { name: 'outer_pad', type: 'bytea' },
  },
});
