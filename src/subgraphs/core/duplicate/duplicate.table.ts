import { defineTable } from '../../../platform/postgres/define-table';
import { INNER } from '../../../platform/postgres/exported-values';
import { idColumn } from '../../../platform/postgres/entity-columns';

/** Keys under which a person is looked for; they follow the identities and contacts that they were made of. */
export const MATCH_KEY_TABLE = defineTable(
  {
    name: 'MatchKey',
    schema: 'core',
    tableName: 'match_key',
    columns: {
      key: { name: 'key', type: 'text', primary: true, primaryKeyConstraintName: 'match_key_pk' },
      sourceId: { name: 'source_id', type: 'uuid', primary: true, primaryKeyConstraintName: 'match_key_pk' },
      personId: { name: 'person_id', type: 'uuid' },
    },
    indices: [
      { name: 'match_key_by_source', columns: ['sourceId'] },
      { name: 'match_key_by_person', columns: ['personId'] },
    ],
  },
  {
    moves: { staysBecause: 'follows the identity or contact that it was made of' },
    exported: { leftOutBecause: 'is derived from the identity, to find who was registered twice' },
  },
);

/** Persons who have to be compared, because something about them was written. */
export const MATCH_TASK_TABLE = defineTable(
  {
    name: 'MatchTask',
    schema: 'core',
    tableName: 'match_task',
    columns: {
      id: idColumn('match_task_pk'),
      personId: { name: 'person_id', type: 'uuid' },
      since: { name: 'since', type: 'timestamptz', default: () => 'now()' },
    },
    indices: [{ name: 'match_task_by_since', columns: ['since'] }],
  },
  {
    moves: { staysBecause: 'asks that persons be compared, also after a move' },
    exported: { leftOutBecause: INNER },
  },
);

/** Two persons who may be one human, and what was decided about them. */
export const DUPLICATE_PAIR_TABLE = defineTable(
  {
    name: 'DuplicatePair',
    schema: 'core',
    tableName: 'duplicate_pair',
    columns: {
      id: idColumn('duplicate_pair_pk'),
      version: { name: 'version', type: 'integer', default: 1 },
      // The smaller id first, so that a pair is there once.
      personA: { name: 'person_a', type: 'uuid' },
      personB: { name: 'person_b', type: 'uuid' },
      // From how many percent on it is a pair for whoever may read as much.
      threshold: { name: 'threshold', type: 'integer' },
      // Whether keys of the identity lead from one to the other, and not only those of the contact.
      byIdentity: { name: 'by_identity', type: 'boolean' },
      state: { name: 'state', type: 'text', default: 'OPEN' },
      foundAt: { name: 'found_at', type: 'timestamptz', default: () => 'now()' },
      // Under whose id the person goes on after a merge.
      survivor: { name: 'survivor', type: 'uuid', nullable: true },
      reason: { name: 'reason', type: 'text', nullable: true },
      decidedAt: { name: 'decided_at', type: 'timestamptz', nullable: true },
      decidedBy: { name: 'decided_by', type: 'text', nullable: true },
      decidedInstitution: { name: 'decided_institution', type: 'text', nullable: true },
      moveId: { name: 'move_id', type: 'uuid', nullable: true },
      // Those of the two persons for whom a proposal to merge them was confirmed.
      confirmed: { name: 'confirmed', type: 'uuid', array: true, default: '{}' },
    },
    uniques: [{ name: 'duplicate_pair_once', columns: ['personA', 'personB'] }],
    indices: [
      { name: 'duplicate_pair_by_b', columns: ['personB'] },
      { name: 'duplicate_pair_by_state', columns: ['state', 'foundAt', 'id'] },
    ],
  },
  {
    exported: { leftOutBecause: 'tells of another person; what came of it is in the moves' },
  },
);

/** What agrees between a record of the one person and a record of the other one; seen by whoever may read both records. */
export const DUPLICATE_AGREEMENT_TABLE = defineTable(
  {
    name: 'DuplicateAgreement',
    schema: 'core',
    tableName: 'duplicate_agreement',
    columns: {
      pairId: agreementKey('pair_id', 'uuid'),
      category: agreementKey('category', 'text'),
      // The record of person_a, and that of person_b.
      sourceA: agreementKey('source_a', 'uuid'),
      sourceB: agreementKey('source_b', 'uuid'),
      // In thousandths.
      points: { name: 'points', type: 'integer' },
      reasons: { name: 'reasons', type: 'text', array: true },
      foundAt: { name: 'found_at', type: 'timestamptz', default: () => 'now()' },
    },
    foreignKeys: [
      {
        name: 'duplicate_agreement_of_pair',
        target: 'DuplicatePair',
        columnNames: ['pairId'],
        referencedColumnNames: ['id'],
        onDelete: 'CASCADE',
      },
    ],
  },
  {
    exported: { leftOutBecause: 'tells of another person, as the pair does' },
  },
);

function agreementKey(name: string, type: 'uuid' | 'text') {
  return { name, type, primary: true, primaryKeyConstraintName: 'duplicate_agreement_pk' } as const;
}

/** Every decision about a pair, with who made it and why; append-only. */
export const DUPLICATE_DECISION_TABLE = defineTable({
  name: 'DuplicateDecision',
  schema: 'core',
  tableName: 'duplicate_decision',
  columns: {
    pairId: { name: 'pair_id', type: 'uuid', primary: true, primaryKeyConstraintName: 'duplicate_decision_pk' },
    version: { name: 'version', type: 'integer', primary: true, primaryKeyConstraintName: 'duplicate_decision_pk' },
    state: { name: 'state', type: 'text' },
    actor: { name: 'actor', type: 'text' },
    institution: { name: 'institution', type: 'text', nullable: true },
    reason: { name: 'reason', type: 'text' },
    at: { name: 'at', type: 'timestamptz', default: () => 'now()' },
  },
});

/** Whom the policy names to review pairs of which nobody may read both identities. */
export const DUPLICATE_REVIEWER_TABLE = defineTable({
  name: 'DuplicateReviewer',
  schema: 'core',
  tableName: 'duplicate_reviewer',
  columns: {
    institution: {
      name: 'institution',
      type: 'text',
      primary: true,
      primaryKeyConstraintName: 'duplicate_reviewer_pk',
    },
    role: { name: 'role', type: 'text', primary: true, primaryKeyConstraintName: 'duplicate_reviewer_pk' },
  },
});
