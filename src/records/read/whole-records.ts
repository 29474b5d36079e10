import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AnnouncedFields } from '../../access/guard/announced';
import type { AskedRecords, DeclaredRecords } from '../../access/guard/person-records';
import type { WholePerson } from '../../access/guard/whole-persons';
import type { RecordDeclaration } from '../declaration';
import type { RecordFields } from './selection';

/**
 * A record whose selection is nothing but its own fields needs no execution field by field: the look-ahead statement
 * returns it in the very shape of the answer, and the guard lets it out as a whole. All fields of a record are of one
 * category, so deciding once decides all.
 */
export interface WholeRecord {
  readonly declaration: RecordDeclaration;
  /** Response keys with the fields that they show, in the order of the query. */
  readonly fields: RecordFields;
  /** The names of these fields, each of which the access log has to be told. */
  readonly names: AnnouncedFields;
}

/** What the guard of a field of `Person` is told of records that are answered as a whole. */
export function askedRecords(
  declared: DeclaredRecords,
  field: string,
  { declaration, names }: WholeRecord,
): AskedRecords {
  return { declared, field, type: declaration.name, names };
}

/** Where a rewritten operation came from, and which of its record fields are answered as a whole. */
export interface Origin {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Rewritten field -> field of the original document. */
  readonly fields: WeakMap<FieldNode, FieldNode>;
  /** Response key -> record. */
  readonly whole: ReadonlyMap<string, WholeRecord>;
  /** Rewritten field -> the shape of the persons that it answers as a whole. */
  readonly persons: WeakMap<FieldNode, WholePerson>;
}

const origins = new WeakMap<OperationDefinitionNode, Origin>();

export function rememberOrigin(
  rewritten: DocumentNode,
  originOf: (operation: OperationDefinitionNode) => Origin,
): void {
  for (const definition of rewritten.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) origins.set(definition, originOf(definition));
  }
}

/** The shape of the persons that this very field answers as a whole. @throws Error for a field that was not rewritten so */
export function wholePersonOf(info: GraphQLResolveInfo): WholePerson {
  const shape = origins.get(info.operation)?.persons.get(info.fieldNodes[0]!);
  if (!shape) throw new Error(`${info.fieldName} is answered as a whole only where a document was rewritten so.`);
  return shape;
}

/** The record that this very field answers as a whole. @throws Error for a field that was not rewritten so */
export function wholeRecordOf(info: GraphQLResolveInfo): WholeRecord {
  const whole = wholeRecordsOf(info)?.get(info.path.key as string);
  if (!whole) throw new Error(`${info.fieldName} is answered as a whole only where a document was rewritten so.`);
  return whole;
}

/** The records that are answered as a whole at this place, by response key. */
export function wholeRecordsOf(info: GraphQLResolveInfo): ReadonlyMap<string, WholeRecord> | undefined {
  return origins.get(info.operation)?.whole;
}

/** The resolve info as it would be for the original document, for look-ahead. */
export function originalInfo(info: GraphQLResolveInfo): GraphQLResolveInfo {
  const origin = origins.get(info.operation);
  if (!origin) return info;
  const { operation, fragments } = origin;
  return { ...info, operation, fragments, fieldNodes: info.fieldNodes.map((node) => origin.fields.get(node) ?? node) };
}

/**
 * The shape of a record's selection if it is nothing but its own fields: no arguments, directives, fragments or
 * repetitions. Null otherwise; then the record is executed field by field.
 */
export function wholeShape(
  { selections }: SelectionSetNode,
  isOwnField: (name: string) => 'leaf' | ((children: SelectionSetNode) => RecordFields | null) | null,
): RecordFields | null {
  const shape = new Map<string, { name: string; children: RecordFields | null }>();
  for (const node of selections) {
    if (node.kind !== Kind.FIELD || node.arguments?.length || node.directives?.length) return null;
    const name = node.name.value;
    const key = node.alias?.value ?? name;
    const own = name === '__typename' ? 'leaf' : isOwnField(name);
    if (own === null || shape.has(key) || (own === 'leaf') === (node.selectionSet !== undefined)) return null;
    const children = own === 'leaf' ? null : own(node.selectionSet!);
    if (own !== 'leaf' && children === null) return null;
    shape.set(key, { name, children });
  }
  return shape;
}
