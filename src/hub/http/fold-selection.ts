import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** How to sum up a selection: from the leaves up, siblings joined. */
export interface Fold<Sum> {
  readonly empty: Sum;
  join(left: Sum, right: Sum): Sum;
  field(node: FieldNode, definition: GraphQLField<unknown, unknown>, below: Sum): Sum;
}

/**
 * Sums up an operation. Every fragment is summed up once, however often it is spread, so that the work stays linear in
 * the length of the document. Fields that do not exist and introspection (`__schema`, `__type`, `__typename`) count as
 * empty: other rules answer for them.
 */
export function foldSelection<Sum>(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  fold: Fold<Sum>,
): Sum {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const known = new Map<string, Sum>();

  const ofFragment = (name: string): Sum => {
    const sum = known.get(name);
    if (sum !== undefined) return sum;
    // A fragment that spreads itself meets this entry; graphql-js refuses such a document.
    known.set(name, fold.empty);
    const fragment = fragments.get(name);
    if (!fragment) return fold.empty;
    const result = ofSelection(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    known.set(name, result);
    return result;
  };

  const ofSelection = (set: SelectionSetNode | undefined, parent: GraphQLNamedType | null | undefined): Sum => {
    let sum = fold.empty;
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        sum = fold.join(sum, ofFragment(node.name.value));
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        const type = node.typeCondition ? schema.getType(node.typeCondition.name.value) : parent;
        sum = fold.join(sum, ofSelection(node.selectionSet, type));
      } else {
        const definition =
          isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
        if (!definition) continue;
        const type = getNamedType(definition.type);
        const below = isCompositeType(type) ? ofSelection(node.selectionSet, type) : fold.empty;
        sum = fold.join(sum, fold.field(node, definition, below));
      }
    }
    return sum;
  };

  return ofSelection(operation.selectionSet, schema.getRootType(operation.operation));
}
