import { declarationOf, type FieldDeclaration, type RecordDeclaration } from '../declaration';
import type { RecordSelection } from './selection';

/** Columns that every record table has, by their GraphQL name. */
function commonColumn(declaration: RecordDeclaration, field: string, alias: string): string | null {
  switch (field) {
    case 'id':
      return `${alias}.id`;
    case 'personId':
      return declaration.onPerson ? `${alias}.person_id` : null;
    case 'recordedBy':
      return authorOf(declaration, alias);
    case 'version':
      return `${alias}.version`;
    case 'updatedAt':
      return `${alias}.updated_at`;
    default:
      return null;
  }
}

/** SQL for the institution that wrote the row. Institution ids are words of the vocabulary, never input. */
export function authorOf(declaration: RecordDeclaration, alias: string): string {
  return declaration.author === 'EACH' ? `${alias}.institution` : `'${declaration.author}'`;
}

/**
 * SQL for one row of a record as a JSON object with exactly the selected fields. Names come from the declaration;
 * a selected field that the declaration does not have (e.g. `access`, which the guard fills in) is left out.
 */
export function recordJson(declaration: RecordDeclaration, fields: RecordSelection['fields'], alias: string): string {
  const pairs: string[] = [];
  const selected = new Map(fields);
  // The id is what fields outside this statement hang on.
  selected.set('id', null);
  // The guard decides about each row by its author, so that one is always read where rows have different ones.
  if (declaration.author === 'EACH' && declaration.category !== null) selected.set('recordedBy', null);
  for (const [name, children] of selected) {
    const common = commonColumn(declaration, name, alias);
    const field = declaration.fields.find((candidate) => candidate.name === name && candidate.exposed);
    if (common) pairs.push(`'${name}', ${common}`);
    else if (field?.reference) pairs.push(`'${name}', ${referenceJson(field, children ?? new Map(), alias)}`);
    else if (field) pairs.push(`'${name}', ${alias}.${field.column}`);
  }
  return `json_build_object(${pairs.join(', ')})`;
}

function referenceJson(field: FieldDeclaration, children: RecordSelection['fields'], alias: string): string {
  const target = declarationOf(field.reference!.target());
  const inner = `${alias}_${field.column}`;
  const json = recordJson(target, children, inner);
  return `(select ${json} from ${target.table} ${inner} where ${inner}.id = ${alias}.${field.column})`;
}
