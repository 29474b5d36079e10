import type { Category, InstitutionId } from '../access/vocabulary';
import type { FieldKind, FieldValue } from './kinds';
import type { Occasion } from './occasion';

export type RecordClass = new () => object;

/**
 * A record type, declared once. The GraphQL type and inputs, the table, the projection of the look-ahead statement, the
 * row level security policy, the import columns and the generated tests all follow from this value.
 *
 * One table holds one category: PostgreSQL locks rows, not columns, so what needs a narrower lock gets a table of its own.
 */
export interface RecordDeclaration {
  readonly type: RecordClass;
  /** The GraphQL type's name, e.g. `BenefitCase`. */
  readonly name: string;
  readonly description: string;
  /** Table with its schema, e.g. `jobcenter.benefit_case`. */
  readonly table: string;
  /** The one institution that writes these records, or EACH where every institution keeps its own, told apart by a column. */
  readonly author: InstitutionId | 'EACH';
  /** Null only for open reference data without a person. */
  readonly category: Category | null;
  /** How the record hangs on a person; null for reference data. */
  readonly onPerson: { readonly field: string; readonly many: boolean } | null;
  /** The query that lists records of this type, e.g. `benefitCases`. */
  readonly listField: string;
  /** Fields that identify a record within its author's house; `personId` may be one of them. */
  readonly naturalKey: readonly string[];
  /** The kind under which institutions import these records, e.g. `benefit-cases`. */
  readonly importKind: string;
  /** Set where only other mutations record these, after checks of their own; then there is no `record…` mutation. */
  readonly recordedThrough?: readonly string[];
  /** The field by which a person's records are listed, newest first. */
  readonly newestBy?: string;
  /**
   * The field with the day that counts where a consent covers data of a period. Without one, only consents to data of any
   * day cover these records.
   */
  readonly dataDay?: string;
  /** Fields of days, a beginning and its end: the end does not lie before it. */
  readonly periods?: readonly (readonly [from: string, until: string])[];
  /** Fields of which at least one is given: a person may have one name only, and one of them must be there. */
  readonly anyOf?: readonly string[];
  /** Further unique keys, by field; within the author's house where every institution keeps its own. */
  readonly uniqueBy?: readonly (readonly string[])[];
  /** Further indices, by field, for searches. */
  readonly searchedBy?: readonly (readonly string[])[];
  /**
   * What an institution is about to do when it records this. Record types of one occasion are equivalent: who records one
   * is told of those of others, as far as they may see them.
   */
  readonly occasion?: Occasion;
  readonly fields: readonly FieldDeclaration[];
}

export interface FieldDeclaration {
  readonly name: string;
  readonly description: string;
  /** Column in the table. */
  readonly column: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** Set where the field points to reference data; the column then holds its id. */
  readonly reference?: ReferenceDeclaration;
  /** False for columns that serve only the hub, e.g. a search key; they are neither read nor written through the API. */
  readonly exposed: boolean;
  /** Computes the column from the other values; undefined leaves it as it is, null empties it. */
  readonly derive?: (values: Readonly<Record<string, unknown>>) => FieldValue | null | undefined;
}

export interface ReferenceDeclaration {
  readonly target: () => RecordClass;
  /** The import column with the target's natural key, e.g. `course_number`. */
  readonly importColumn: string;
}

const declarations = new WeakMap<object, RecordDeclaration>();
const fieldsByPrototype = new WeakMap<object, FieldDeclaration[]>();

export function declareField(prototype: object, field: FieldDeclaration): void {
  const fields = fieldsByPrototype.get(prototype) ?? [];
  fieldsByPrototype.set(prototype, [...fields, field]);
}

export function declareRecord(type: RecordClass, options: Omit<RecordDeclaration, 'type' | 'fields'>): void {
  declarations.set(type, { ...options, type, fields: fieldsByPrototype.get(type.prototype as object) ?? [] });
}

/** The declaration of a record class. Throws when the class was not decorated with `@RecordType`. */
export function declarationOf(type: RecordClass): RecordDeclaration {
  const declaration = declarations.get(type);
  if (!declaration) throw new Error(`${type.name} is no record type: decorate it with @RecordType`);
  return declaration;
}

/** The column of the day that counts for the period of the data, where the record type has one. */
export function dayColumn({ dataDay, fields }: RecordDeclaration): string | undefined {
  return fields.find(({ name, kind }) => name === dataDay && kind.sqlType === 'date')?.column;
}

/** The fields of which a field is made: itself, or those from which it is derived. */
export function sourcesOf({ fields }: RecordDeclaration, field: FieldDeclaration): readonly FieldDeclaration[] {
  if (!field.derive) return [field];
  const read = new Set<string>();
  // A derivation takes the values that it needs one by one: none of them is there, and each is noted.
  field.derive(new Proxy({}, { get: (_, name) => void read.add(String(name)) }));
  return fields.filter(({ name }) => read.has(name));
}

/**
 * Whether a record makes sense without a value of this field until somebody mends it: it says neither which record or
 * person this is nor which day its data are of, and follows no life of its own. What the policy asks besides is not here.
 */
export function isDispensable(declaration: RecordDeclaration, { name, required }: FieldDeclaration): boolean {
  const { naturalKey, uniqueBy = [], anyOf = [], dataDay, recordedThrough } = declaration;
  const deciding = [...naturalKey, ...uniqueBy.flat(), ...anyOf, dataDay];
  return !required && !recordedThrough && !deciding.includes(name);
}

/** The columns of the natural key, in its order. */
export function keyColumnsOf({ naturalKey, fields }: RecordDeclaration): string[] {
  return naturalKey.map((key) => (key === 'personId' ? 'person_id' : fields.find(({ name }) => name === key)!.column));
}

/** `openedOn` -> `opened_on`: the one rule by which columns and import columns are named. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `benefit-cases` -> `benefitCases`. */
export function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
