import { declarationOf, type FieldDeclaration, type RecordDeclaration } from '../declaration';
import type { RecordFields } from './selection';

/** Says whether a field is one that every record of this kind has beside its own. */
export function isCommonField(declaration: RecordDeclaration, field: string): boolean {
  return commonColumn(declaration, field, '') !== null;
}

/** SQL for the fields that every record has, by their GraphQL name. */
function commonColumn(declaration: RecordDeclaration, field: string, alias: string): string | null {
  switch (field) {
    case 'id':
      return `${alias}.id`;
    case 'personId':
      return declaration.onPerson ? `${alias}.person_id` : null;
    case 'recordedBy':
      return declaration.onPerson ? authorOf(declaration, alias) : null;
    case '__typename':
      return `'${declaration.name}'`;
    case 'version':
      return declaration.onPerson ? `${alias}.version` : null;
    case 'disputes':
      return declaration.onPerson ? `${alias}.disputes` : null;
    case 'updatedAt':
      // In the form of the scalar DateTime, so that it is the same whoever writes the answer.
      return declaration.onPerson
        ? `to_char(${alias}.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
        : null;
    default:
      return null;
  }
}

/** SQL for the institution that wrote the row. Institution ids are words of the vocabulary, never input. */
export function authorOf(declaration: RecordDeclaration, alias: string): string {
  return declaration.author === 'EACH' ? `${alias}.institution` : `'${declaration.author}'`;
}

/** SQL of the order in which a person's records of a type are listed. */
export function newestFirst({ fields, newestBy, onPerson }: RecordDeclaration, alias: string): string {
  if (!newestBy) return `${alias}.updated_at desc, ${alias}.id`;
  const day = `${alias}.${fields.find(({ name }) => name === newestBy)!.column}`;
  if (onPerson?.many !== false) return `${day} desc nulls last, ${alias}.id`;
  // Of one that is shown by itself, what has no day counts from that of its recording: else it would never be shown.
  const since = `coalesce(${day}, (${alias}.recorded_at at time zone 'Europe/Berlin')::date)`;
  return `${since} desc, ${alias}.updated_at desc, ${alias}.id`;
}

/**
 * SQL for one row of a record as a JSON object with the selected fields, and those that the guard and other resolvers
 * need. A selected field that the declaration does not have (e.g. `access`, which the guard fills in) is left out.
 * @param given SQL of further pairs of key and value
 */
export function recordJson(
  declaration: RecordDeclaration,
  fields: RecordFields,
  alias: string,
  given: readonly string[] = [],
): string {
  const selected = new Map(fields);
  // The id is what fields outside this statement hang on.
  selected.set('id', { name: 'id', children: null });
  // The guard decides about each row by its author, so that one is always read where rows have different ones.
  if (declaration.author === 'EACH' && declaration.onPerson) {
    selected.set('recordedBy', { name: 'recordedBy', children: null });
  }
  // What others have recorded on the same occasion hangs on the person.
  if (declaration.occasion && selected.has('equivalents'))
    selected.set('personId', { name: 'personId', children: null });
  // A note of dispute goes wherever its record goes.
  if (declaration.onPerson) selected.set('disputes', { name: 'disputes', children: null });
  return json(declaration, selected, alias, recordJson, given);
}

/** SQL for one row as a JSON object in the very shape of the query. Keys are response keys, which are GraphQL names. */
export function wholeJson(declaration: RecordDeclaration, fields: RecordFields, alias: string): string {
  return json(declaration, fields, alias, wholeJson);
}

type Json = (declaration: RecordDeclaration, fields: RecordFields, alias: string) => string;

function json(
  declaration: RecordDeclaration,
  fields: RecordFields,
  alias: string,
  ofReference: Json,
  given: readonly string[] = [],
): string {
  const pairs = [...given];
  for (const [key, { name, children }] of fields) {
    const common = commonColumn(declaration, name, alias);
    const field = declaration.fields.find((candidate) => candidate.name === name && candidate.exposed);
    if (common) pairs.push(`'${key}', ${common}`);
    else if (field?.reference)
      pairs.push(`'${key}', ${referenceJson(field, children ?? new Map(), alias, ofReference)}`);
    else if (field) pairs.push(`'${key}', ${alias}.${field.column}`);
  }
  return `json_build_object(${pairs.join(', ')})`;
}

function referenceJson(field: FieldDeclaration, children: RecordFields, alias: string, ofReference: Json): string {
  const target = declarationOf(field.reference!.target());
  const inner = `${alias}_${field.column}`;
  return `(select ${ofReference(target, children, inner)} from ${target.table} ${inner} where ${inner}.id = ${alias}.${field.column})`;
}
