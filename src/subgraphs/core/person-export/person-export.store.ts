import type { Basis } from '../../../access/decision/decision';
import { logEntries, logValues } from '../../../access/log/log-entry.sql';
import { sessionOf } from '../../../access/request-context';
import { declarationOf, type RecordDeclaration } from '../../../records/declaration';
import { authorOf, wholeJson } from '../../../records/read/projection';
import type { RecordFields } from '../../../records/read/selection';
import type { RecordContext } from '../../../records/record-context';
import { permittedOfRead, type PersonalType } from '../personal-data/personal-data.sql';
import { basisOf, typesFor } from '../personal-data/personal-data.store';
import { EXPORT_SCHEMA_PATH, exportedFields, propertyName } from './export-document';
import { exportedTables, type ExportedTable } from './exported-tables';

/** The document that `exportSchema` describes. */
export type PersonExport = Readonly<Record<string, unknown>>;

/**
 * Everything about the person who asks, in one statement and thus as it was at one moment. Row level security shows the
 * person nothing about others, and a guardian nothing under professional secrecy. On record like any other reading.
 */
export async function personExport(context: RecordContext, personId: string): Promise<PersonExport> {
  const { asking } = context;
  const [row] = await context.database.once<{ document: PersonExport }>(sessionOf(context), {
    name: `person-export-${asking.role}`,
    text: exportSql(typesFor(context), exportedTables(context.persons.registry), basisOf(context)),
    values: [...logValues(context), personId],
  });
  return row!.document;
}

function exportSql(records: readonly PersonalType[], tables: readonly ExportedTable[], basis: Basis): string {
  const categories = [...new Set(records.map(({ category }) => category))].sort();
  const log = logEntries([
    {
      event: 'READ',
      person: '$6::uuid',
      fields: ['Query.myExport'],
      categories,
      permitted: permittedOfRead(records, basis),
      from: '',
    },
  ]);
  return `with read as materialized (${records.map(recordSql).join('\n    union all ')}),
logged as (${log})
select jsonb_build_object('$schema', '${EXPORT_SCHEMA_PATH}', 'exportedAt', now(), 'personId', $6::uuid,
  'records', (select coalesce(jsonb_agg(r.record order by r.at, r.id), '[]') from read r),
  ${tables.map(tableSql).join(',\n  ')}) as document`;
}

function recordSql(declaration: RecordDeclaration): string {
  const { name, category, table } = declaration;
  return `select '${name}' as type, t.recorded_at as at, t.id, jsonb_build_object('type', '${name}', 'id', t.id, 'institution', ${authorOf(declaration, 't')},
      'category', '${category}', 'recordedAt', t.recorded_at, 'updatedAt', t.updated_at, 'version', t.version,
      'disputes', coalesce(t.disputes, '[]'), 'restrictedAt', t.restricted_at,
      'values', ${wholeJson(declaration, allFields(declaration), 't')}) as record
    from ${table} t where t.person_id = $6::uuid`;
}

/** Every field under its own name, reference data below the field that points to them. */
function allFields(declaration: RecordDeclaration): RecordFields {
  return new Map(
    exportedFields(declaration).map(({ name, reference }) => [
      name,
      { name, children: reference ? allFields(declarationOf(reference.target())) : null },
    ]),
  );
}

function tableSql({ key, table, where = 't.person_id = $6::uuid', order, columns, as = {} }: ExportedTable): string {
  const pairs = Object.keys(columns).map((column) => `'${propertyName(column)}', ${as[column] ?? `t.${column}`}`);
  return `'${key}', (select coalesce(jsonb_agg(jsonb_build_object(${pairs.join(', ')}) order by ${order}), '[]') from ${table} t where ${where})`;
}
