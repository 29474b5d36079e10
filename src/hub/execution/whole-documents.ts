import {
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
import type { WholePerson } from '../../access/guard/whole-persons';
import { rememberOrigin } from '../../records/read/whole-records';
import type { RecordRegistry } from '../../records/registry';
import { findWhole } from './find-whole';
import { conditionType, definitionType, fieldType, responseKey } from './selection-types';
import { wholeFieldName } from './whole-fields';

/**
 * Rewrites a valid document so that records which are asked for as a whole, and persons of whom nothing else is asked, are
 * read from the fields of `whole-fields`. Everything else stays as it is; a document without such records is returned unchanged.
 */
export function rewriteWholeRecords(
  schema: GraphQLSchema,
  registry: RecordRegistry,
  document: DocumentNode,
): DocumentNode {
  const { whole, persons } = findWhole(schema, registry, document);
  if (whole.size === 0) return document;
  const fields = new WeakMap<FieldNode, FieldNode>();
  const shapes = new WeakMap<FieldNode, WholePerson>();
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
      const shape = persons.get(node);
      const rewritten = shape ? leaf(node) : { ...node, selectionSet: rewrite(node.selectionSet, type) };
      fields.set(rewritten, node);
      if (shape) shapes.set(rewritten, shape);
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
  // As graphql-js keeps them: a name such as `constructor` is one like any other.
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
  }
  rememberOrigin(rewritten, (operation) => ({
    operation: document.definitions[definitions.indexOf(operation)] as OperationDefinitionNode,
    fragments,
    fields,
    whole,
    persons: shapes,
  }));
  return rewritten;
}
