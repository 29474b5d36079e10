import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { idColumn } from '../../platform/postgres/entity-columns';

const uuidOf = (name: string, target: string, key: string): EntitySchemaColumnOptions => ({
  name,
  type: 'uuid',
  foreignKey: { target, inverseSide: 'id', name: key },
});

/** Tables with rows about persons, whose rows they are, and what makes them move to another person. */
export const PersonTableEntity = new EntitySchema({
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
export const PersonMoveEntity = new EntitySchema({
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
});

/** Each row that moved, or was kept because the other person has one of the same key. */
export const PersonMoveRowEntity = new EntitySchema({
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
export const PersonAliasEntity = new EntitySchema({
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
});
