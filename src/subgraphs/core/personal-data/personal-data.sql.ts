import type { Basis } from '../../../access/decision/decision';
import { logEntries, NOTHING, parameter, textArray } from '../../../access/log/log-entry.sql';
import type { Category } from '../../../access/vocabulary';
import { declarationOf, type RecordDeclaration } from '../../../records/declaration';
import { SHOWN_OF_ONE_PERSON } from '../../../records/read/list-limits';
import { authorOf, newestFirst, recordJson } from '../../../records/read/projection';
import type { RecordFields } from '../../../records/read/selection';

const PERSON = `${parameter(1)}::uuid`;

/** A record type about persons. */
export type PersonalType = RecordDeclaration & { readonly category: Category };

/**
 * The statement that reads every record of a person, one row for each, from the declarations: what a new record type adds
 * appears by itself. It writes the access log like any other reading.
 * @param types for which it was decided on this basis that the caller sees them
 */
export function personalDataSql(types: readonly PersonalType[], basis: Basis): string {
  const categories = [...new Set(types.map(({ category }) => category))];
  const log = logEntries([
    {
      event: 'READ',
      person: PERSON,
      fields: types.flatMap(({ name, fields }) =>
        fields.filter(({ exposed }) => exposed).map((field) => `${name}.${field.name}`),
      ),
      categories,
      permitted: permittedOfRead(types, basis),
      from: '',
    },
  ]);
  return `with read as materialized (${types.map(recordsSql).join('\nunion all ')}),\nlogged as (${log})\nselect * from read`;
}

/**
 * SQL of what is permitted of the records that were read: the CTE `read` with a column `type` holds them. Of a category of
 * which there are none it is told that there is nothing.
 */
export function permittedOfRead(types: readonly PersonalType[], basis: Basis): string {
  const categories = [...new Set(types.map(({ category }) => category))];
  const pairs = categories.map((category) => {
    const names = types.filter((one) => one.category === category).map(({ name }) => name);
    const isShown = `exists (select from read where type = any(${textArray(names)}))`;
    return `'${category}', case when ${isShown} then '["${basis}"]' else '["${NOTHING}","${basis}"]' end::jsonb`;
  });
  return `jsonb_build_object(${pairs.join(', ')})`;
}

function recordsSql(declaration: PersonalType): string {
  const { name, table } = declaration;
  return `(select '${name}' as type, ${authorOf(declaration, 't')} as institution, t.recorded_at as "recordedAt",
  t.updated_at as "updatedAt", t.restricted_at as "restrictedAt", ${recordJson(declaration, everyField(declaration), 't')} as record
  from ${table} t where t.person_id = ${PERSON} order by ${newestFirst(declaration, 't')} limit ${SHOWN_OF_ONE_PERSON + 1})`;
}

/** All fields that the API shows, with those of the reference data that they point to. */
function everyField({ fields }: RecordDeclaration): RecordFields {
  return new Map(
    fields
      .filter(({ exposed }) => exposed)
      .map(({ name, reference }) => [
        name,
        { name, children: reference ? everyField(declarationOf(reference.target())) : null },
      ]),
  );
}
