import type { EntitySchemaColumnOptions } from 'typeorm';

/** The id of a row, which PostgreSQL makes. @param constraint that of the primary key, where a migration named it */
export function idColumn(constraint?: string): EntitySchemaColumnOptions {
  return { name: 'id', type: 'uuid', primary: true, generated: 'uuid', primaryKeyConstraintName: constraint };
}

/** Whom a row of this table is about. */
export function personColumn(table: string): EntitySchemaColumnOptions {
  const foreignKey = { target: 'Person', inverseSide: 'id', name: `${table}_person_fk` };
  return { name: 'person_id', type: 'uuid', foreignKey };
}
