import type { FieldDeclaration, RecordDeclaration } from '../records/declaration';
import { declarationOf, isDispensable, sourcesOf } from '../records/declaration';
import type { FieldKind, FieldValue } from '../records/kinds';

/** What a cell can hold. The kind of a record's field answers, so that API and import have one rule. */
export type CellKind = Pick<FieldKind, 'sqlType' | 'accepts' | 'exampleCode' | 'fromText' | 'check'>;

/** A logical column of an import: what a column of a file can mean. */
export interface ImportColumn {
  /** As in mapping files, e.g. `opened_on`. */
  readonly name: string;
  readonly kind: CellKind;
  readonly required: boolean;
  /** What it means, for whoever makes the file. */
  readonly description?: string;
  /** True where a row lands without a value that cannot be read, and what is stored stays; otherwise such a row is rejected. */
  readonly mayBeLeftOut?: boolean;
  /** What to do where a value is required and the cell says that there is none, such as `31.12.9999` of an end. */
  readonly ifNone?: string;
  /** True where a cell holds several words with `|` between them. */
  readonly isList?: boolean;
}

/** Checked values of a row by logical column; columns that the file lacks are missing. */
export type RowValues = Readonly<Record<string, FieldValue | null>>;

/** A column that the hub computes from the others, e.g. a search key. */
export interface DerivedImportColumn {
  readonly name: string;
  readonly kind: CellKind;
  /** The logical columns that it is made of: a file that gives none of them leaves it as it is. */
  readonly from: readonly string[];
  readonly derive: (values: RowValues) => FieldValue | null;
}

/**
 * The columns that institutions deliver for the fields of a record type; a reference is named by the number of its target.
 * @param deciding fields that decide what is open to whom, besides those that decide by their declaration
 */
export function columnsOf(declaration: RecordDeclaration, deciding: readonly string[] = []): ImportColumn[] {
  return declaration.fields
    .filter(({ exposed }) => exposed)
    .map((field) => {
      const kind = field.reference ? targetKey(field).kind : field.kind;
      const mayBeLeftOut = isDispensable(declaration, field) && !deciding.includes(field.name);
      const { required, description } = field;
      return { name: columnName(field), kind, required, description, mayBeLeftOut };
    });
}

/** The columns that follow from the others. */
export function derivedColumnsOf(declaration: RecordDeclaration): DerivedImportColumn[] {
  return declaration.fields.flatMap((field) => {
    const { column, kind, derive } = field;
    if (!derive) return [];
    return {
      name: column,
      kind,
      from: sourcesOf(declaration, field).map(columnName),
      derive: (values) => derive(fieldValues(declaration, values)) ?? null,
    };
  });
}

/** The values of a row by the fields that they are for, without references. */
export function fieldValues({ fields }: RecordDeclaration, row: RowValues): Readonly<Record<string, unknown>> {
  const own = fields.filter(({ exposed, reference }) => exposed && !reference);
  return Object.fromEntries(own.map(({ name, column }) => [name, row[column]]));
}

/** The logical column of a field. */
export function columnName({ column, reference }: FieldDeclaration): string {
  return reference ? reference.importColumn : column;
}

/** The field by whose value a reference names its target, e.g. the course number. */
export function targetKey({ reference, name }: FieldDeclaration): FieldDeclaration {
  const target = declarationOf(reference!.target());
  const field = target.fields.find((each) => each.name === target.naturalKey[0]);
  if (!field || target.naturalKey.length !== 1)
    throw new Error(`${name} refers to ${target.name}, which needs a key of one field`);
  return field;
}

/** The logical columns that tell one row of a file from another. */
export function keyColumns(declaration: RecordDeclaration): string[] {
  return declaration.naturalKey.map((name) => {
    if (name === 'personId') return FILE_NUMBER;
    return columnName(declaration.fields.find((field) => field.name === name)!);
  });
}

/** The column by which an institution names a person: with its own number, never another's. */
export const FILE_NUMBER = 'file_number';
