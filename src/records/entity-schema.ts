import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { personColumn } from '../platform/postgres/entity-columns';
import { COMMON_COLUMNS, DECIDED } from './common-columns';
import { declarationOf, snakeCase, type RecordDeclaration } from './declaration';

/** What the person's rights write on a record about them; never an institution. */
const MARKS: Record<string, EntitySchemaColumnOptions> = {
  disputes: { name: 'disputes', type: 'jsonb', nullable: true },
  restrictedAt: { name: 'restricted_at', type: 'timestamptz', nullable: true },
};

/** The table of a record type as TypeORM knows it: what the migrations must arrive at, column by column. */
export function entitySchemaOf(declaration: RecordDeclaration): EntitySchema {
  const [schema, table] = declaration.table.split('.') as [string, string];
  const columns: Record<string, EntitySchemaColumnOptions> = { ...COMMON_COLUMNS };
  columns.decided = { name: DECIDED, type: 'jsonb', nullable: true };
  if (declaration.onPerson) {
    columns.personId = personColumn(table);
    Object.assign(columns, MARKS);
  }
  if (declaration.author === 'EACH') columns.institution = { name: 'institution', type: 'text' };
  for (const field of declaration.fields) {
    columns[field.name] = { ...field.kind.column, name: field.column, nullable: !field.required };
    if (field.reference) {
      const target = declarationOf(field.reference.target()).name;
      columns[field.name]!.foreignKey = { target, inverseSide: 'id', name: `${table}_${field.column}_fk` };
    }
  }
  const key = declaration.author === 'EACH' ? ['institution', ...declaration.naturalKey] : [...declaration.naturalKey];
  const { onPerson, newestBy } = declaration;
  const isListed = onPerson?.many === true && newestBy !== undefined;
  return new EntitySchema({
    name: declaration.name,
    schema,
    tableName: table,
    columns,
    uniques: [
      { name: `${table}_natural_key`, columns: key },
      ...(declaration.uniqueBy ?? []).map((fields) => ({
        name: `${table}_by_${nameOf(fields)}`,
        columns: [...fields],
      })),
    ],
    // A page asks for the records of a few persons; without this index each would scan the table, and sort what it lists.
    indices: [
      ...(onPerson
        ? [{ name: `${table}_by_person`, columns: ['personId', ...(isListed ? [newestBy, 'id'] : [])] }]
        : []),
      ...(declaration.searchedBy ?? []).map((fields) => ({
        name: `${table}_by_${nameOf(fields)}`,
        columns: [...fields],
      })),
      // Partial index: TypeORM cannot compare its condition, so it only keeps its hands off.
      { name: `${table}_decided`, columns: ['id'], synchronize: false },
    ],
  });
}

const nameOf = (fields: readonly string[]): string => fields.map(snakeCase).join('_');
