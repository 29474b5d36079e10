import { defineTable } from '../../../platform/postgres/define-table';
import { INNER, ITSELF, STAFF, exported } from '../../../platform/postgres/exported-values';
import { idColumn } from '../../../platform/postgres/entity-columns';

/**
 * A request of a person about their data (Art. 15 to 18 GDPR, section 84 SGB X) to the institution that wrote them. Without
 * content; no foreign key, because it outlives what it asks to erase.
 */
export const RIGHTS_REQUEST_TABLE = defineTable(
  {
    name: 'RightsRequest',
    schema: 'core',
    tableName: 'rights_request',
    columns: {
      id: idColumn('rights_request_pk'),
      version: { name: 'version', type: 'integer', default: 1 },
      personId: { name: 'person_id', type: 'uuid' },
      institution: { name: 'institution', type: 'text' },
      kind: { name: 'kind', type: 'text' },
      state: { name: 'state', type: 'text', default: 'OPEN' },
      recordType: { name: 'record_type', type: 'text', nullable: true },
      recordTable: { name: 'record_table', type: 'text', nullable: true },
      recordId: { name: 'record_id', type: 'uuid', nullable: true },
      field: { name: 'field', type: 'text', nullable: true },
      createdAt: { name: 'created_at', type: 'timestamptz', default: () => 'now()' },
      dueAt: { name: 'due_at', type: 'timestamptz' },
      extensionReason: { name: 'extension_reason', type: 'text', nullable: true },
      answeredAt: { name: 'answered_at', type: 'timestamptz', nullable: true },
      answeredBy: { name: 'answered_by', type: 'text', nullable: true },
      reasonCode: { name: 'reason_code', type: 'text', nullable: true },
      legalBasis: { name: 'legal_basis', type: 'text', nullable: true },
      answer: { name: 'answer', type: 'text', nullable: true },
      liftAt: { name: 'lift_at', type: 'timestamptz', nullable: true },
      outcome: { name: 'outcome', type: 'jsonb', nullable: true },
    },
    indices: [
      { name: 'rights_request_by_person', columns: ['personId', 'createdAt'] },
      { name: 'rights_request_by_institution', columns: ['institution', 'dueAt'] },
    ],
  },
  {
    moves: { on: ['MERGE'] },
    exported: {
      key: 'rightsRequests',
      order: 't.created_at, t.id',
      columns: {
        ...{
          id: exported.id,
          version: exported.count,
          institution: exported.word,
          kind: exported.word,
          state: exported.word,
          record_type: exported.word.nullable(),
        },
        ...{
          record_id: exported.id.nullable(),
          field: exported.word.nullable(),
          created_at: exported.instant,
          due_at: exported.instant,
        },
        ...{
          extension_reason: exported.text.nullable(),
          answered_at: exported.instant.nullable(),
          reason_code: exported.word.nullable(),
        },
        ...{
          legal_basis: exported.text.nullable(),
          answer: exported.text.nullable(),
          lift_at: exported.instant.nullable(),
          outcome: exported.json.nullable(),
        },
      },
      leftOut: { person_id: ITSELF, record_table: INNER, answered_by: STAFF },
    },
  },
);

/** What the person says in a request: apart, because the data protection officer sees the request without it. */
export const RIGHTS_REQUEST_CONTENT_TABLE = defineTable(
  {
    name: 'RightsRequestContent',
    schema: 'core',
    tableName: 'rights_request_content',
    columns: {
      requestId: {
        name: 'request_id',
        type: 'uuid',
        primary: true,
        primaryKeyConstraintName: 'rights_request_content_pk',
        foreignKey: { target: 'RightsRequest', inverseSide: 'id', name: 'rights_request_content_request_fk' },
      },
      personId: { name: 'person_id', type: 'uuid' },
      institution: { name: 'institution', type: 'text' },
      words: { name: 'words', type: 'text', nullable: true },
      proposedValue: { name: 'proposed_value', type: 'text', nullable: true },
    },
    indices: [{ name: 'rights_request_content_by_person', columns: ['personId'] }],
  },
  {
    moves: { staysBecause: 'follows its request by a trigger' },
    exported: {
      key: 'rightsRequestContents',
      order: 't.request_id',
      columns: { request_id: exported.id, words: exported.text.nullable(), proposed_value: exported.text.nullable() },
      leftOut: { person_id: ITSELF, institution: 'stands in the request' },
    },
  },
);

/** That a record was corrected, restricted or erased, told to an institution that had received it (Art. 19 GDPR). */
export const RIGHTS_NOTICE_TABLE = defineTable(
  {
    name: 'RightsNotice',
    schema: 'core',
    tableName: 'rights_notice',
    columns: {
      id: idColumn('rights_notice_pk'),
      requestId: { name: 'request_id', type: 'uuid' },
      personId: { name: 'person_id', type: 'uuid' },
      institution: { name: 'institution', type: 'text' },
      kind: { name: 'kind', type: 'text' },
      author: { name: 'author', type: 'text' },
      recordType: { name: 'record_type', type: 'text' },
      field: { name: 'field', type: 'text', nullable: true },
      firstReceivedAt: { name: 'first_received_at', type: 'timestamptz' },
      lastReceivedAt: { name: 'last_received_at', type: 'timestamptz' },
      createdAt: { name: 'created_at', type: 'timestamptz', default: () => 'now()' },
      acknowledgedAt: { name: 'acknowledged_at', type: 'timestamptz', nullable: true },
      acknowledgedBy: { name: 'acknowledged_by', type: 'text', nullable: true },
    },
    uniques: [{ name: 'rights_notice_step', columns: ['requestId', 'recordType', 'institution'] }],
    indices: [
      { name: 'rights_notice_by_person', columns: ['personId', 'createdAt'] },
      { name: 'rights_notice_by_institution', columns: ['institution', 'createdAt'] },
    ],
  },
  {
    moves: { on: ['MERGE'] },
    exported: {
      key: 'rightsNotices',
      order: 't.created_at, t.id',
      columns: {
        ...{
          id: exported.id,
          request_id: exported.id,
          institution: exported.word,
          kind: exported.word,
          author: exported.word,
          record_type: exported.word,
          field: exported.word.nullable(),
        },
        ...{
          first_received_at: exported.instant,
          last_received_at: exported.instant,
          created_at: exported.instant,
          acknowledged_at: exported.instant.nullable(),
        },
      },
      leftOut: { person_id: ITSELF, acknowledged_by: STAFF },
    },
  },
);
