import {
  BREAK,
  isObjectType,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { WholePerson } from '../../access/guard/whole-persons';
import { declarationOf, type RecordDeclaration } from '../../records/declaration';
import { namesOf } from '../../records/read/announced-selection';
import { isCommonField } from '../../records/read/projection';
import type { RecordFields } from '../../records/read/selection';
import { askedRecords, wholeShape, type WholeRecord } from '../../records/read/whole-records';
import type { RecordRegistry } from '../../records/registry';
import { conditionType, definitionType, fieldType, responseKey } from './selection-types';
import { declaredRecords, isOpen } from './whole-fields';

/** What of a document can be answered as a whole. */
export interface FoundWhole {
  /** Record fields of persons, by response key. */
  readonly whole: ReadonlyMap<string, WholeRecord>;
  /** Fields that hold persons of whom nothing else is asked, with the shape of these. */
  readonly persons: ReadonlyMap<FieldNode, WholePerson>;
}

/**
 * Finds what can be answered as a whole. Each key must mean one thing only: fields of the same key are merged. Nothing in a
 * document whose fields hang on conditions, or that asks for one fragment in several places: then a field of the document is
 * not one field of the answer.
 */
export function findWhole(schema: GraphQLSchema, registry: RecordRegistry, document: DocumentNode): FoundWhole {
  if (!isPlain(document)) return { whole: new Map(), persons: new Map() };
  const found = new Map<string, WholeRecord | null>();
  const holders = new Map<string, { type: GraphQLObjectType; node: FieldNode } | null>();
  const walk = (set: SelectionSetNode, parent: GraphQLNamedType | undefined): void => {
    for (const node of set.selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD) continue;
      if (node.kind === Kind.INLINE_FRAGMENT) {
        walk(node.selectionSet, conditionType(schema, node, parent));
        continue;
      }
      const key = responseKey(node);
      if (parent?.name === 'Person') {
        const declaration = registry.onPerson(node.name.value);
        const fields = declaration && node.selectionSet ? shapeOf(declaration, node.selectionSet) : null;
        const known = declaration && fields ? { declaration, fields, names: namesOf(fields) } : null;
        found.set(key, found.has(key) ? null : known);
      }
      if (!node.selectionSet) continue;
      const type = fieldType(parent, node);
      if (isObjectType(type) && type.name === 'Person') holders.set(key, holders.has(key) ? null : { type, node });
      walk(node.selectionSet, type);
    }
  };
  for (const definition of document.definitions as (OperationDefinitionNode | FragmentDefinitionNode)[]) {
    walk(definition.selectionSet, definitionType(schema, definition));
  }
  const whole = new Map([...found].filter((entry): entry is [string, WholeRecord] => entry[1] !== null));
  const persons = new Map<FieldNode, WholePerson>();
  for (const holder of holders.values()) {
    const shape = holder && wholePerson(holder.type, holder.node.selectionSet!, registry, whole);
    if (shape) persons.set(holder.node, shape);
  }
  return { whole, persons };
}

/** Says whether every field of the document is asked for always, and at one place. */
function isPlain(document: DocumentNode): boolean {
  const spread = new Set<string>();
  let plain = true;
  const not = (): typeof BREAK => {
    plain = false;
    return BREAK;
  };
  visit(document, {
    Directive: not,
    FragmentSpread({ name: { value } }) {
      if (spread.has(value)) return not();
      spread.add(value);
      return undefined;
    },
  });
  return plain;
}

function shapeOf(declaration: RecordDeclaration, set: SelectionSetNode): RecordFields | null {
  return wholeShape(set, (name) => {
    if (isCommonField(declaration, name)) return 'leaf';
    const field = declaration.fields.find((candidate) => candidate.exposed && candidate.name === name);
    if (!field) return null;
    const { reference } = field;
    return reference ? (children) => shapeOf(declarationOf(reference.target()), children) : 'leaf';
  });
}

/** The shape of persons of whom nothing is asked that could not be answered as a whole, without directives; else null. */
function wholePerson(
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  registry: RecordRegistry,
  whole: ReadonlyMap<string, WholeRecord>,
): WholePerson | null {
  const shape = new Map<string, WholePerson[number]>();
  for (const node of selections) {
    if (node.kind !== Kind.FIELD || node.directives?.length) return null;
    const key = responseKey(node);
    const shows = shownWhole(type, node.name.value, registry, whole.get(key));
    if (shows === null || shape.has(key)) return null;
    shape.set(key, { key, shows });
  }
  return [...shape.values()];
}

function shownWhole(
  type: GraphQLObjectType,
  name: string,
  registry: RecordRegistry,
  whole: WholeRecord | undefined,
): WholePerson[number]['shows'] | null {
  if (name === '__typename') return name;
  if (name === 'id') return isOpen(type, name) ? name : null;
  const declared = whole ? declaredRecords(type, name, registry) : null;
  return declared && askedRecords(declared, name, whole!);
}
