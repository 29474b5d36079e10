import { z } from 'zod';
import { camelCase, declarationOf, type FieldDeclaration, type RecordDeclaration } from '../../../records/declaration';
import type { RecordRegistry } from '../../../records/registry';
import { exportedTables, LEFT_OUT_FIELDS } from './exported-tables';

/** Where the hub serves the JSON Schema of the export; a change that breaks readers gets another number. */
export const EXPORT_SCHEMA_PATH = '/schemas/person-export-1.json';

/** `person_id` -> `personId`. */
export const propertyName = (column: string): string => camelCase(column.replaceAll('_', '-'));

/** The fields of a record, or of reference data, that the export has. */
export function exportedFields({ name, fields }: RecordDeclaration): readonly FieldDeclaration[] {
  return fields.filter((field) => field.exposed && !(`${name}.${field.name}` in LEFT_OUT_FIELDS));
}

/** The JSON Schema (draft 2020-12) of the export of a hub with these record types. */
export function exportSchema(registry: RecordRegistry): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(documentType(registry));
  return { $schema, $id: EXPORT_SCHEMA_PATH, ...schema };
}

function documentType(registry: RecordRegistry): z.ZodType {
  const instant = z.iso.datetime({ offset: true });
  const note = z.strictObject({ id: z.string(), field: z.string().nullable(), note: z.string(), since: instant });
  const records = registry.all.filter(({ onPerson }) => onPerson !== null);
  const recordTypes = records.map((declaration) =>
    z.strictObject({
      type: z.literal(declaration.name),
      id: z.uuid(),
      institution: z.string().describe('Who wrote it.'),
      category: z.literal(declaration.category!),
      recordedAt: instant,
      updatedAt: instant,
      version: z.int(),
      disputes: z.array(note),
      restrictedAt: instant.nullable(),
      values: valuesType(declaration),
    }),
  );
  const tables = exportedTables(registry).map(({ key, columns }) => {
    const properties = Object.entries(columns).map(([column, type]) => [propertyName(column), type] as const);
    return [key, z.array(z.strictObject(Object.fromEntries(properties)))] as const;
  });
  return z
    .strictObject({
      $schema: z.literal(EXPORT_SCHEMA_PATH),
      exportedAt: instant,
      personId: z.uuid(),
      records: z.array(z.union(recordTypes)),
      ...Object.fromEntries(tables),
    })
    .describe('Everything that the hub holds about one person (Art. 15 and 20 GDPR), without any third person.');
}

function valuesType(declaration: RecordDeclaration): z.ZodType {
  return z.strictObject(
    Object.fromEntries(
      exportedFields(declaration).map((field) => [field.name, valueType(field).nullable().describe(field.description)]),
    ),
  );
}

function valueType({ kind, reference }: FieldDeclaration): z.ZodType {
  if (reference) return valuesType(declarationOf(reference.target()));
  switch (kind.sqlType) {
    case 'date':
      return z.iso.date();
    case 'integer':
      return z.int();
    case 'boolean':
      return z.boolean();
    default:
      return z.string();
  }
}
