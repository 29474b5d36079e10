import { defineTable } from '../../../platform/postgres/define-table';
import { idColumn } from '../../../platform/postgres/entity-columns';

/** An unusual pattern in the access log of an institution, and what its data protection officer makes of it. */
export const PATTERN_FINDING_TABLE = defineTable({
  name: 'PatternFinding',
  schema: 'core',
  tableName: 'pattern_finding',
  columns: {
    id: idColumn('pattern_finding_pk'),
    institution: { name: 'institution', type: 'text' },
    actor: { name: 'actor', type: 'text' },
    role: { name: 'role', type: 'text' },
    kind: { name: 'kind', type: 'text' },
    day: { name: 'day', type: 'date' },
    count: { name: 'count', type: 'integer' },
    threshold: { name: 'threshold', type: 'integer' },
    state: { name: 'state', type: 'text', default: 'OPEN' },
    note: { name: 'note', type: 'text', nullable: true },
    foundAt: { name: 'found_at', type: 'timestamptz', default: () => 'now()' },
    foundBy: { name: 'found_by', type: 'text' },
    reviewedAt: { name: 'reviewed_at', type: 'timestamptz', nullable: true },
    reviewedBy: { name: 'reviewed_by', type: 'text', nullable: true },
  },
  uniques: [{ name: 'pattern_finding_once', columns: ['institution', 'actor', 'role', 'kind', 'day'] }],
  checks: [
    {
      name: 'pattern_finding_reviewed',
      expression: `((state = 'OPEN') = (reviewed_at is null) and (state = 'OPEN' or note is not null))`,
    },
  ],
  indices: [{ name: 'pattern_finding_by_day', columns: ['institution', 'day', 'id'] }],
});

/** For a month: a keyed hash of the surname of a member of staff, salted with the day. Nobody can read it, only compare. */
export const STAFF_NAME_MARK_TABLE = defineTable({
  name: 'StaffNameMark',
  schema: 'core',
  tableName: 'staff_name_mark',
  columns: {
    institution: { name: 'institution', type: 'text', primary: true, primaryKeyConstraintName: 'staff_name_mark_pk' },
    actor: { name: 'actor', type: 'text', primary: true, primaryKeyConstraintName: 'staff_name_mark_pk' },
    day: { name: 'day', type: 'date', primary: true, primaryKeyConstraintName: 'staff_name_mark_pk' },
    mark: { name: 'mark', type: 'text' },
  },
});
