import {
  getNamedType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

export const responseKey = (node: FieldNode): string => node.alias?.value ?? node.name.value;

export function fieldType(parent: GraphQLNamedType | undefined, node: FieldNode): GraphQLNamedType | undefined {
  const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
  return field && getNamedType(field.type);
}

export function conditionType(
  schema: GraphQLSchema,
  { typeCondition }: { readonly typeCondition?: { readonly name: { readonly value: string } } },
  parent: GraphQLNamedType | undefined,
): GraphQLNamedType | undefined {
  return typeCondition ? schema.getType(typeCondition.name.value) : parent;
}

export function definitionType(
  schema: GraphQLSchema,
  definition: OperationDefinitionNode | FragmentDefinitionNode,
): GraphQLNamedType | undefined {
  if (definition.kind === Kind.FRAGMENT_DEFINITION) return conditionType(schema, definition, undefined);
  return schema.getRootType(definition.operation) ?? undefined;
}
