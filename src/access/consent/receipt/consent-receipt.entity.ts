import { EntitySchema } from 'typeorm';

/** A signed consent receipt, issued for one step of a consent. Append-only. */
export const ConsentReceiptEntity = new EntitySchema({
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
});
