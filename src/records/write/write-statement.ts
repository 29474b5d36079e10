import { logEntries, logValues, parameter } from '../../access/log/log-entry.sql';
import type { RequestContext } from '../../access/request-context';
import { inputName, type RecordValues } from '../api/record-input';
import type { RecordDeclaration } from '../declaration';
import type { FieldValue } from '../kinds';
import { recordJson } from '../read/projection';
import type { RecordSelection } from '../read/selection';

export interface WriteStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Column, cast and value of every field that the input gives. */
interface Assignment {
  readonly column: string;
  readonly sqlType: string;
  readonly value: FieldValue | null;
}

function assignments(declaration: RecordDeclaration, values: RecordValues): Assignment[] {
  return declaration.fields.flatMap((field) => {
    const value = field.exposed ? values[inputName(field)] : field.derive?.(values);
    return value === undefined ? [] : [{ column: field.column, sqlType: field.kind.sqlType, value }];
  });
}

/** Inserts a record and its log entry in one statement. */
export function recordingStatement(
  declaration: RecordDeclaration,
  fields: RecordSelection['fields'],
  context: RequestContext,
  id: string,
  personId: string | null,
  values: RecordValues,
): WriteStatement {
  const given: Assignment[] = [
    { column: 'id', sqlType: 'uuid', value: id },
    ...(declaration.onPerson ? [{ column: 'person_id', sqlType: 'uuid', value: personId }] : []),
    ...(declaration.author === 'EACH'
      ? [{ column: 'institution', sqlType: 'text', value: context.asking.institution }]
      : []),
    ...assignments(declaration, values),
  ];
  const write = `insert into ${declaration.table} (${given.map(({ column }) => column).join(', ')})
    values (${given.map(({ sqlType }, index) => `${parameter(1 + index)}::${sqlType}`).join(', ')}) returning *`;
  return logged(
    'WRITE',
    declaration,
    fields,
    context,
    write,
    given.map(({ value }) => value),
  );
}

/** Updates a record if it still has the version that was read. */
export function changeStatement(
  declaration: RecordDeclaration,
  fields: RecordSelection['fields'],
  context: RequestContext,
  id: string,
  version: number,
  values: RecordValues,
): WriteStatement {
  const given = assignments(declaration, values);
  const sets = given.map(({ column, sqlType }, index) => `${column} = ${parameter(3 + index)}::${sqlType}`);
  const write = `update ${declaration.table} set ${[...sets, 'version = version + 1', 'updated_at = now()'].join(', ')}
    where id = ${parameter(1)}::uuid and version = ${parameter(2)}::int returning *`;
  return logged('WRITE', declaration, fields, context, write, [id, version, ...given.map(({ value }) => value)]);
}

/** Reads one record of one's own house again. */
export function rereadStatement(
  declaration: RecordDeclaration,
  fields: RecordSelection['fields'],
  context: RequestContext,
  id: string,
): WriteStatement {
  const own = declaration.author === 'EACH' ? 'and institution = $1' : '';
  const read = `select * from ${declaration.table} where id = ${parameter(1)}::uuid ${own}`;
  return logged('READ', declaration, fields, context, read, [id]);
}

function logged(
  event: 'READ' | 'WRITE',
  declaration: RecordDeclaration,
  fields: RecordSelection['fields'],
  context: RequestContext,
  write: string,
  values: readonly unknown[],
): WriteStatement {
  const { category, name, onPerson } = declaration;
  const log = logEntries([
    {
      event,
      person: onPerson ? 'w.person_id' : 'null::uuid',
      fields: [name],
      categories: category ? [category] : [],
      permitted: category ? `'{"${category}": ["OWN_RECORD"]}'::jsonb` : `'{}'::jsonb`,
      from: 'from written w',
    },
  ]);
  return {
    text: `with written as (${write}), logged as (${log}) select ${recordJson(declaration, fields, 'written')} as record from written`,
    values: [...logValues(context), ...values],
  };
}
