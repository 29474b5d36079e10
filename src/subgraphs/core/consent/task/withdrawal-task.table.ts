import { defineTable } from '../../../../platform/postgres/define-table';
import { INNER, ITSELF, STAFF, exported } from '../../../../platform/postgres/exported-values';
import { idColumn } from '../../../../platform/postgres/entity-columns';

/**
 * What an institution that received data has to do when the consent does not cover them any more (Art. 7(3), 17, 18 and 19
 * GDPR). A trigger of `core.consent` makes it from the access log; the institution acknowledges it.
 */
export const WITHDRAWAL_TASK_TABLE = defineTable(
  {
    name: 'WithdrawalTask',
    schema: 'core',
    tableName: 'withdrawal_task',
    columns: {
      id: idColumn('withdrawal_task_pk'),
      consentId: { name: 'consent_id', type: 'uuid' },
      consentVersion: { name: 'consent_version', type: 'integer' },
      // No foreign key: that the data were given back is to be proved also when the person's records are gone.
      personId: { name: 'person_id', type: 'uuid' },
      institution: { name: 'institution', type: 'text' },
      // WITHDRAWAL, EXPIRY (the clock has ended it) or ERASURE_DATE (the day has come until which data could be kept).
      cause: { name: 'cause', type: 'text', default: 'WITHDRAWAL' },
      categories: { name: 'categories', type: 'text', array: true },
      purposes: { name: 'purposes', type: 'text', array: true },
      firstReceivedAt: { name: 'first_received_at', type: 'timestamptz' },
      lastReceivedAt: { name: 'last_received_at', type: 'timestamptz' },
      createdAt: { name: 'created_at', type: 'timestamptz', default: () => 'now()' },
      dueAt: { name: 'due_at', type: 'timestamptz' },
      measure: { name: 'measure', type: 'text', nullable: true },
      legalReason: { name: 'legal_reason', type: 'text', nullable: true },
      acknowledgedAt: { name: 'acknowledged_at', type: 'timestamptz', nullable: true },
      acknowledgedBy: { name: 'acknowledged_by', type: 'text', nullable: true },
      // When the institution was told that the time is over: of several replicas one tells it.
      dueAnnouncedAt: { name: 'due_announced_at', type: 'timestamptz', nullable: true },
    },
    uniques: [{ name: 'withdrawal_task_step', columns: ['consentId', 'consentVersion', 'institution', 'cause'] }],
    indices: [
      { name: 'withdrawal_task_by_person', columns: ['personId', 'createdAt'] },
      { name: 'withdrawal_task_by_institution', columns: ['institution', 'createdAt'] },
      {
        name: 'withdrawal_task_unannounced',
        columns: ['dueAt'],
        where: 'acknowledged_at is null and due_announced_at is null',
        synchronize: false,
      },
    ],
  },
  {
    moves: { on: ['MERGE'] },
    exported: {
      key: 'withdrawalTasks',
      order: 't.created_at, t.id',
      columns: {
        ...{
          id: exported.id,
          consent_id: exported.id,
          consent_version: exported.count,
          institution: exported.word,
          categories: exported.texts,
          purposes: exported.texts,
        },
        ...{
          first_received_at: exported.instant,
          last_received_at: exported.instant,
          created_at: exported.instant,
          due_at: exported.instant,
        },
        ...{
          cause: exported.word,
          measure: exported.word.nullable(),
          legal_reason: exported.text.nullable(),
          acknowledged_at: exported.instant.nullable(),
        },
      },
      leftOut: { person_id: ITSELF, acknowledged_by: STAFF, due_announced_at: INNER },
    },
  },
);

/** How far a periodic work has come that the clock brings about. */
export const CLOCK_MARK_TABLE = defineTable({
  name: 'ClockMark',
  schema: 'core',
  tableName: 'clock_mark',
  columns: {
    name: { name: 'name', type: 'text', primary: true, primaryKeyConstraintName: 'clock_mark_pk' },
    at: { name: 'at', type: 'timestamptz' },
    id: { name: 'id', type: 'uuid' },
  },
});
