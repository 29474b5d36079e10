import { defineTable } from '../../../../platform/postgres/define-table';
import { ITSELF, exported } from '../../../../platform/postgres/exported-values';

/** A signed consent receipt, issued for one step of a consent. Append-only. */
export const CONSENT_RECEIPT_TABLE = defineTable(
  {
    name: 'ConsentReceipt',
    schema: 'core',
    tableName: 'consent_receipt',
    columns: {
      id: { name: 'id', type: 'uuid', primary: true, primaryKeyConstraintName: 'consent_receipt_pk' },
      consentId: { name: 'consent_id', type: 'uuid' },
      version: { name: 'version', type: 'integer' },
      // No foreign key: the receipt outlives the person's records.
      personId: { name: 'person_id', type: 'uuid' },
      state: { name: 'state', type: 'text' },
      issuedAt: { name: 'issued_at', type: 'timestamptz' },
      keyId: { name: 'key_id', type: 'text' },
      jws: { name: 'jws', type: 'text' },
    },
    uniques: [{ name: 'consent_receipt_step', columns: ['consentId', 'version'] }],
    indices: [{ name: 'consent_receipt_by_person', columns: ['personId'] }],
  },
  {
    moves: { staysBecause: 'is signed as it was issued' },
    exported: {
      key: 'receipts',
      order: 't.issued_at, t.id',
      columns: {
        id: exported.id,
        consent_id: exported.id,
        version: exported.count,
        state: exported.word,
        issued_at: exported.instant,
        key_id: exported.text,
        jws: exported.text,
      },
      leftOut: { person_id: ITSELF },
    },
  },
);
