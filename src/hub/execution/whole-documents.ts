import {
  getNamedType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { WholePerson } from '../../access/guard/whole-persons';
import { declarationOf, type RecordDeclaration } from '../../records/declaration';
import { isCommonField } from '../../records/read/projection';
import type { RecordFields } from '../../records/read/selection';
import { rememberOrigin, wholeShape, type WholeRecord } from '../../records/read/whole-records';
import type { RecordRegistry } from '../../records/registry';
import { declaredRecords, wholeFieldName } from './whole-fields';

/**
 * Rewrites a valid document so that records which are asked for as a whole, and persons of whom nothing else is asked, are
 * read from the fields of `whole-fields`.
 * Everything else stays as it is; a document without such records is returned unchanged.
 */
export function rewriteWholeRecords(
  schema: GraphQLSchema,
  registry: RecordRegistry,
  document: DocumentNode,
): DocumentNode {
  const { whole, holders } = wholeIn(schema, registry, document);
  if (whole.size === 0) return document;
  const fields = new WeakMap<FieldNode, FieldNode>();
  const persons = new WeakMap<FieldNode, WholePerson>();
  const leaf = (node: FieldNode): FieldNode => {
    const { name, directives, loc, arguments: args } = node;
    const alias = { kind: Kind.NAME as const, value: responseKey(node) };
    const rewritten = { kind: Kind.FIELD as const, name: { ...name, value: wholeFieldName(name.value) }, alias };
    return { ...rewritten, arguments: args, directives, loc };
  };
  const rewrite = (set: SelectionSetNode, parent: GraphQLNamedType | undefined): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((node): SelectionNode => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return node;
      if (node.kind === Kind.INLINE_FRAGMENT) {
        return { ...node, selectionSet: rewrite(node.selectionSet, conditionType(schema, node, parent)) };
      }
      if (parent?.name === 'Person' && whole.has(responseKey(node)) && registry.onPerson(node.name.value))
        return leaf(node);
      if (!node.selectionSet) return node;
      const type = fieldType(parent, node);
      const person = holders.has(node) ? wholePerson(type, node.selectionSet, registry, whole) : null;
      const rewritten = person ? leaf(node) : { ...node, selectionSet: rewrite(node.selectionSet, type) };
      fields.set(rewritten, node);
      if (person) persons.set(rewritten, person);
      return rewritten;
    }),
  });
  const definitions = document.definitions.map((definition) => {
    const type = definitionType(schema, definition as OperationDefinitionNode | FragmentDefinitionNode);
    const { selectionSet } = definition as OperationDefinitionNode;
    return { ...definition, selectionSet: rewrite(selectionSet, type) } as
      OperationDefinitionNode | FragmentDefinitionNode;
  });
  const rewritten: DocumentNode = { ...document, definitions };
  const fragments = Object.fromEntries(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  rememberOrigin(rewritten, (operation) => ({
    operation: document.definitions[definitions.indexOf(operation)] as OperationDefinitionNode,
    fragments,
    fields,
    whole,
    persons,
  }));
  return rewritten;
}

/** The shape of persons of whom nothing is asked that could not be answered as a whole, without directives; else null. */
function wholePerson(
  type: GraphQLNamedType | undefined,
  { selections }: SelectionSetNode,
  registry: RecordRegistry,
  whole: ReadonlyMap<string, WholeRecord>,
): WholePerson | null {
  const shape = new Map<string, WholePerson[number]>();
  for (const node of selections) {
    if (node.kind !== Kind.FIELD || node.directives?.length) return null;
    const [name, key] = [node.name.value, responseKey(node)];
    const records = whole.has(key) ? declaredRecords(type as GraphQLObjectType, name, registry) : null;
    const shows = name === 'id' || name === '__typename' ? name : records;
    if (!shows || shape.has(key)) return null;
    shape.set(key, { key, shows });
  }
  return [...shape.values()];
}

/**
 * The record fields of persons that can be answered as a whole, by response key, and the fields that alone hold the persons
 * under their key. Each key must mean one thing only: what has the same key is merged.
 */
function wholeIn(
  schema: GraphQLSchema,
  registry: RecordRegistry,
  document: DocumentNode,
): { whole: ReadonlyMap<string, WholeRecord>; holders: ReadonlySet<FieldNode> } {
  const found = new Map<string, WholeRecord | null>();
  const holding = new Map<string, FieldNode | null>();
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
        found.set(key, !found.has(key) && declaration && fields ? { declaration, fields } : null);
      }
      if (!node.selectionSet) continue;
      const type = fieldType(parent, node);
      if (type?.name === 'Person') holding.set(key, holding.has(key) ? null : node);
      walk(node.selectionSet, type);
    }
  };
  for (const definition of document.definitions as (OperationDefinitionNode | FragmentDefinitionNode)[]) {
    walk(definition.selectionSet, definitionType(schema, definition));
  }
  return {
    whole: new Map([...found].filter((entry): entry is [string, WholeRecord] => entry[1] !== null)),
    holders: new Set([...holding.values()].filter((node) => node !== null)),
  };
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

const responseKey = (node: FieldNode): string => node.alias?.value ?? node.name.value;

function fieldType(parent: GraphQLNamedType | undefined, node: FieldNode): GraphQLNamedType | undefined {
  const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
  return field && getNamedType(field.type);
}

function conditionType(
  schema: GraphQLSchema,
  { typeCondition }: { readonly typeCondition?: { readonly name: { readonly value: string } } },
  parent: GraphQLNamedType | undefined,
): GraphQLNamedType | undefined {
  return typeCondition ? schema.getType(typeCondition.name.value) : parent;
}

function definitionType(
  schema: GraphQLSchema,
  definition: OperationDefinitionNode | FragmentDefinitionNode,
): GraphQLNamedType | undefined {
  if (definition.kind === Kind.FRAGMENT_DEFINITION) return conditionType(schema, definition, undefined);
  return schema.getRootType(definition.operation) ?? undefined;
}
