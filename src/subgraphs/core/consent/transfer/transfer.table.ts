import { defineTable } from '../../../../platform/postgres/define-table';
import { ITSELF, STAFF, exported } from '../../../../platform/postgres/exported-values';
import { idColumn, personColumn } from '../../../../platform/postgres/entity-columns';

/** A transfer of data to a recipient that may retrieve none, with the notice that went with it. Append-only. */
export const TRANSFER_TABLE = defineTable(
  {
    name: 'Transfer',
    schema: 'core',
    tableName: 'transfer',
    columns: {
      id: idColumn(),
      personId: personColumn('transfer'),
      consentId: {
        name: 'consent_id',
        type: 'uuid',
        foreignKey: { target: 'Consent', inverseSide: 'id', name: 'transfer_consent_fk' },
      },
      recipient: { name: 'recipient', type: 'text' },
      categories: { name: 'categories', type: 'text', array: true },
      // Null where the person handed the data over themself.
      institution: { name: 'institution', type: 'text', nullable: true },
      actor: { name: 'actor', type: 'text' },
      law: { name: 'law', type: 'text' },
      notice: { name: 'notice', type: 'text' },
      noticeDe: { name: 'notice_de', type: 'text' },
      transferredAt: { name: 'transferred_at', type: 'timestamptz', default: () => 'now()' },
    },
    indices: [
      { name: 'transfer_by_person', columns: ['personId'] },
      { name: 'transfer_by_consent', columns: ['consentId'] },
    ],
  },
  {
    moves: { staysBecause: 'tells what was handed over at its time, with its notice' },
    exported: {
      key: 'transfers',
      order: 't.transferred_at, t.id',
      columns: {
        ...{
          id: exported.id,
          consent_id: exported.id,
          recipient: exported.word,
          categories: exported.texts,
          institution: exported.word.nullable(),
        },
        ...{ law: exported.text, notice: exported.text, notice_de: exported.text, transferred_at: exported.instant },
      },
      leftOut: { person_id: ITSELF, actor: STAFF },
    },
  },
);
