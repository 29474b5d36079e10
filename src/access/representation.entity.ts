import { EntitySchema } from 'typeorm';
import { idColumn, personColumn } from '../platform/postgres/entity-columns';

/** Who represents a minor, as an institution has seen it in a document. Only its end is ever changed. */
export const RepresentationEntity = new EntitySchema({
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
});
