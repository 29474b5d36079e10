import { defineTable } from '../../../platform/postgres/define-table';
import { ITSELF, STAFF, exported } from '../../../platform/postgres/exported-values';
import { idColumn, personColumn } from '../../../platform/postgres/entity-columns';

/** How an institution came to know a person, and how that ended. Only functions of the database write it. */
export const LINK_TABLE = defineTable(
  {
    name: 'Link',
    schema: 'core',
    tableName: 'link',
    columns: {
      id: idColumn('link_pk'),
      personId: personColumn('link'),
      institution: { name: 'institution', type: 'text' },
      state: { name: 'state', type: 'text' },
      way: { name: 'way', type: 'text' },
      // No foreign key: how a link was made is told also when the booklet is gone.
      bookletId: { name: 'booklet_id', type: 'uuid', nullable: true },
      bookletNumber: { name: 'booklet_number', type: 'text', nullable: true },
      fileNumber: { name: 'file_number', type: 'text' },
      requestedBy: { name: 'requested_by', type: 'text' },
      requestedAt: { name: 'requested_at', type: 'timestamptz', default: () => 'now()' },
      expiresAt: { name: 'expires_at', type: 'timestamptz', nullable: true },
      confirmation: { name: 'confirmation', type: 'text', nullable: true },
      documentCheck: { name: 'document_check', type: 'text', nullable: true },
      confirmedBy: { name: 'confirmed_by', type: 'text', nullable: true },
      confirmedAt: { name: 'confirmed_at', type: 'timestamptz', nullable: true },
      // Set where records of the institution moved to the person.
      moveId: {
        name: 'move_id',
        type: 'uuid',
        nullable: true,
        foreignKey: { target: 'PersonMove', inverseSide: 'id', name: 'link_move_fk' },
      },
      endedAt: { name: 'ended_at', type: 'timestamptz', nullable: true },
      endedBy: { name: 'ended_by', type: 'text', nullable: true },
      // Null where the person ended it.
      endedByInstitution: { name: 'ended_by_institution', type: 'text', nullable: true },
    },
    indices: [
      { name: 'link_by_person', columns: ['personId', 'requestedAt'] },
      { name: 'link_by_institution', columns: ['institution', 'requestedAt'] },
      { name: 'link_by_booklet', columns: ['bookletId'] },
    ],
  },
  {
    moves: { on: ['MERGE'] },
    exported: {
      key: 'links',
      order: 't.requested_at, t.id',
      columns: {
        ...{
          id: exported.id,
          institution: exported.word,
          state: exported.word,
          way: exported.word,
          booklet_id: exported.id.nullable(),
          booklet_number: exported.text.nullable(),
        },
        ...{
          file_number: exported.text,
          requested_at: exported.instant,
          expires_at: exported.instant.nullable(),
          confirmation: exported.word.nullable(),
        },
        ...{
          document_check: exported.word.nullable(),
          confirmed_at: exported.instant.nullable(),
          move_id: exported.id.nullable(),
        },
        ...{ ended_at: exported.instant.nullable(), ended_by_institution: exported.word.nullable() },
      },
      leftOut: { person_id: ITSELF, requested_by: STAFF, confirmed_by: STAFF, ended_by: STAFF },
    },
  },
);
