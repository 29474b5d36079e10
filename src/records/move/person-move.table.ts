import { defineTable } from '../../platform/postgres/define-table';
import { ITSELF, STAFF, exported } from '../../platform/postgres/exported-values';
import type { EntitySchemaColumnOptions } from 'typeorm';
import { idColumn } from '../../platform/postgres/entity-columns';

const uuidOf = (name: string, target: string, key: string): EntitySchemaColumnOptions => ({
  name,
  type: 'uuid',
  foreignKey: { target, inverseSide: 'id', name: key },
});

/** Tables with rows about persons, whose rows they are, and what makes them move to another person. */
export const PERSON_TABLE_TABLE = defineTable({
  name: 'PersonTable',
  schema: 'core',
  tableName: 'person_table',
  columns: {
    name: { name: 'name', type: 'text', primary: true, primaryKeyConstraintName: 'person_table_pk' },
    // The one institution that writes these rows; null where a column names it, or nobody does.
    author: { name: 'author', type: 'text', nullable: true },
    authorColumn: { name: 'author_column', type: 'text', nullable: true },
    movesOn: { name: 'moves_on', type: 'text', array: true },
    // The columns by which the institution's own system tells its records apart; null where it keeps none of them.
    naturalKey: { name: 'natural_key', type: 'text', array: true, nullable: true },
  },
});

/** That rows of one person became rows of another. Undone by another move. */
export const PERSON_MOVE_TABLE = defineTable(
  {
    name: 'PersonMove',
    schema: 'core',
    tableName: 'person_move',
    columns: {
      id: idColumn('person_move_pk'),
      kind: { name: 'kind', type: 'text' },
      fromPerson: uuidOf('from_person', 'Person', 'person_move_from_person_person_fk'),
      toPerson: uuidOf('to_person', 'Person', 'person_move_to_person_person_fk'),
      // Whose rows moved; null where everybody's did.
      institution: { name: 'institution', type: 'text', nullable: true },
      actor: { name: 'actor', type: 'text' },
      // Null where the person did it themself.
      actorInstitution: { name: 'actor_institution', type: 'text', nullable: true },
      at: { name: 'at', type: 'timestamptz', default: () => 'now()' },
      undoneBy: { name: 'undone_by', type: 'uuid', nullable: true },
    },
    indices: [
      { name: 'person_move_by_from_person', columns: ['fromPerson'] },
      { name: 'person_move_by_to_person', columns: ['toPerson'] },
    ],
  },
  {
    exported: {
      key: 'moves',
      where: 't.to_person = $6::uuid',
      order: 't.at, t.id',
      columns: {
        ...{
          id: exported.id,
          kind: exported.word,
          from_person: exported.id,
          to_person: exported.id,
          institution: exported.word.nullable(),
        },
        ...{ actor_institution: exported.word.nullable(), at: exported.instant, undone_by: exported.id.nullable() },
      },
      leftOut: { actor: STAFF },
    },
  },
);

/** Each row that moved, or was kept because the other person has one of the same key. */
export const PERSON_MOVE_ROW_TABLE = defineTable({
  name: 'PersonMoveRow',
  schema: 'core',
  tableName: 'person_move_row',
  columns: {
    moveId: {
      ...uuidOf('move_id', 'PersonMove', 'person_move_row_move_fk'),
      primary: true,
      primaryKeyConstraintName: 'person_move_row_pk',
    },
    tableName: {
      name: 'table_name',
      type: 'text',
      primary: true,
      primaryKeyConstraintName: 'person_move_row_pk',
    },
    rowId: { name: 'row_id', type: 'uuid', primary: true, primaryKeyConstraintName: 'person_move_row_pk' },
    kept: { name: 'kept', type: 'boolean' },
    // False where the row came while both persons were one, and nobody can tell of whom.
    sure: { name: 'sure', type: 'boolean', default: true },
  },
});

/** The id under which a person was known before a link or a merge, so that what was written then stays theirs to see. */
export const PERSON_ALIAS_TABLE = defineTable(
  {
    name: 'PersonAlias',
    schema: 'core',
    tableName: 'person_alias',
    columns: {
      moveId: {
        ...uuidOf('move_id', 'PersonMove', 'person_alias_move_fk'),
        primary: true,
        primaryKeyConstraintName: 'person_alias_pk',
      },
      formerId: uuidOf('former_id', 'Person', 'person_alias_former_id_person_fk'),
      personId: uuidOf('person_id', 'Person', 'person_alias_person_id_person_fk'),
      // Set where the former id stands only for the file of this institution.
      institution: { name: 'institution', type: 'text', nullable: true },
      since: { name: 'since', type: 'timestamptz', default: () => 'now()' },
      endedAt: { name: 'ended_at', type: 'timestamptz', nullable: true },
    },
    indices: [
      { name: 'person_alias_by_former_id', columns: ['formerId'] },
      { name: 'person_alias_by_person_id', columns: ['personId'] },
    ],
  },
  {
    moves: { staysBecause: 'says itself under which id a person goes on' },
    exported: {
      key: 'formerIds',
      order: 't.since, t.former_id',
      columns: {
        former_id: exported.id,
        institution: exported.word.nullable(),
        since: exported.instant,
        ended_at: exported.instant.nullable(),
      },
      leftOut: { person_id: ITSELF, move_id: 'stands in the move' },
    },
  },
);
