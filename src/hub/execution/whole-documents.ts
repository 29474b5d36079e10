import {
  getNamedType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { declarationOf, type RecordDeclaration } from '../../records/declaration';
import { isCommonField } from '../../records/read/projection';
import type { RecordFields } from '../../records/read/selection';
import { rememberOrigin, wholeShape, type WholeRecord } from '../../records/read/whole-records';
import type { RecordRegistry } from '../../records/registry';
import { wholeFieldName } from './whole-fields';

/**
 * Rewrites a valid document so that records which are asked for as a whole are read from the fields of `whole-fields`.
 * Everything else stays as it is; a document without such records is returned unchanged.
 */
export function rewriteWholeRecords(
  schema: GraphQLSchema,
  registry: RecordRegistry,
  document: DocumentNode,
): DocumentNode {
  const whole = wholeRecordsIn(schema, registry, document);
  if (whole.size === 0) return document;
  const fields = new WeakMap<FieldNode, FieldNode>();
  const rewrite = (set: SelectionSetNode, parent: GraphQLNamedType | undefined): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((node): SelectionNode => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return node;
      if (node.kind === Kind.INLINE_FRAGMENT) {
        return { ...node, selectionSet: rewrite(node.selectionSet, conditionType(schema, node, parent)) };
      }
      const key = responseKey(node);
      if (parent?.name === 'Person' && whole.get(key) !== undefined && registry.onPerson(node.name.value)) {
        const { name, directives, loc } = node;
        const alias = { kind: Kind.NAME as const, value: key };
        return { kind: Kind.FIELD, name: { ...name, value: wholeFieldName(name.value) }, alias, directives, loc };
      }
      if (!node.selectionSet) return node;
      const rewritten = { ...node, selectionSet: rewrite(node.selectionSet, fieldType(parent, node)) };
      fields.set(rewritten, node);
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
  }));
  return rewritten;
}

/** The record fields of persons that can be answered as a whole, by response key; each key must mean one thing only. */
function wholeRecordsIn(
  schema: GraphQLSchema,
  registry: RecordRegistry,
  document: DocumentNode,
): Map<string, WholeRecord> {
  const found = new Map<string, WholeRecord | null>();
  const walk = (set: SelectionSetNode, parent: GraphQLNamedType | undefined): void => {
    for (const node of set.selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD) continue;
      if (node.kind === Kind.INLINE_FRAGMENT) {
        walk(node.selectionSet, conditionType(schema, node, parent));
        continue;
      }
      const declaration = parent?.name === 'Person' ? registry.onPerson(node.name.value) : undefined;
      const key = responseKey(node);
      if (parent?.name === 'Person') {
        const fields = declaration && node.selectionSet ? shapeOf(declaration, node.selectionSet) : null;
        found.set(key, !found.has(key) && declaration && fields ? { declaration, fields } : null);
      }
      if (node.selectionSet) walk(node.selectionSet, fieldType(parent, node));
    }
  };
  for (const definition of document.definitions as (OperationDefinitionNode | FragmentDefinitionNode)[]) {
    walk(definition.selectionSet, definitionType(schema, definition));
  }
  return new Map([...found].filter((entry): entry is [string, WholeRecord] => entry[1] !== null));
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
