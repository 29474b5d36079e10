import { defineTable } from '../../../platform/postgres/define-table';
import { ITSELF, STAFF, THIRD_PERSON, exported } from '../../../platform/postgres/exported-values';
import { idColumn, personColumn } from '../../../platform/postgres/entity-columns';

/** Who represents a minor, as an institution has seen it in a document. Only its end is ever changed. */
export const REPRESENTATION_TABLE = defineTable(
  {
    name: 'Representation',
    schema: 'core',
    tableName: 'representation',
    columns: {
      id: idColumn('representation_pk'),
      personId: personColumn('representation'),
      // The subject under which the guardian logs in as a person; they need not be known to the hub otherwise.
      guardian: { name: 'guardian', type: 'uuid' },
      guardianName: { name: 'guardian_name', type: 'text' },
      kind: { name: 'kind', type: 'text' },
      document: { name: 'document', type: 'text' },
      institution: { name: 'institution', type: 'text' },
      actor: { name: 'actor', type: 'text' },
      recordedAt: { name: 'recorded_at', type: 'timestamptz', default: () => 'now()' },
      // The 18th birthday at the latest; a trigger sets it.
      validUntil: { name: 'valid_until', type: 'timestamptz' },
      revokedAt: { name: 'revoked_at', type: 'timestamptz', nullable: true },
      revokedBy: { name: 'revoked_by', type: 'text', nullable: true },
      revokeReason: { name: 'revoke_reason', type: 'text', nullable: true },
    },
    indices: [
      { name: 'representation_by_person', columns: ['personId', 'guardian'] },
      { name: 'representation_by_guardian', columns: ['guardian'] },
    ],
  },
  {
    moves: { staysBecause: 'opens everything: somebody has to look at a document anew' },
    exported: {
      key: 'representations',
      order: 't.recorded_at, t.id',
      columns: {
        ...{
          id: exported.id,
          kind: exported.word,
          document: exported.word,
          institution: exported.word,
          recorded_at: exported.instant,
          valid_until: exported.instant,
        },
        ...{ revoked_at: exported.instant.nullable(), revoke_reason: exported.text.nullable() },
      },
      leftOut: {
        person_id: ITSELF,
        guardian: THIRD_PERSON,
        guardian_name: THIRD_PERSON,
        actor: STAFF,
        revoked_by: STAFF,
      },
    },
  },
);
