import { defineTable } from '../../../platform/postgres/define-table';

/** Keyed hashes of the codes of booklets. The hub's role reads none of them: a function follows a code. */
export const BOOKLET_CODE_TABLE = defineTable({
  name: 'BookletCode',
  schema: 'core',
  tableName: 'booklet_code',
  columns: {
    hash: { name: 'hash', type: 'bytea', primary: true, primaryKeyConstraintName: 'booklet_code_pk' },
    bookletId: {
      name: 'booklet_id',
      type: 'uuid',
      foreignKey: { target: 'Booklet', inverseSide: 'id', name: 'booklet_code_booklet_fk', onDelete: 'CASCADE' },
    },
    kind: { name: 'kind', type: 'text' },
    issuedAt: { name: 'issued_at', type: 'timestamptz', default: () => 'now()' },
    issuedBy: { name: 'issued_by', type: 'text' },
    revokedAt: { name: 'revoked_at', type: 'timestamptz', nullable: true },
    revokedBecause: { name: 'revoked_because', type: 'text', nullable: true },
  },
  indices: [{ name: 'booklet_code_by_booklet', columns: ['bookletId'] }],
});
