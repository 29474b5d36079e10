import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  print,
  typeFromAST,
  type FieldNode,
  type GraphQLInputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';

type Raw = Readonly<Record<string, unknown>>;

/**
 * The arguments of a field as text without variables. By the letter of the specification (sections 6.4.1 and 3.10): a
 * variable that is left out and has no default is as if nothing stood there.
 * @param raw the variables as the client sent them
 */
export function literalArguments(node: FieldNode, { schema, operation }: GraphQLResolveInfo, raw: Raw): string {
  const given = (node.arguments ?? []).flatMap(({ name, value }) => {
    const literal = literalOf(value, schema, operation, raw);
    return literal === null ? [] : [`${name.value}: ${print(literal)}`];
  });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

function literalOf(
  node: ValueNode,
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  raw: Raw,
): ValueNode | null {
  switch (node.kind) {
    case Kind.VARIABLE: {
      const name = node.name.value;
      const definition = operation.variableDefinitions!.find(({ variable }) => variable.name.value === name)!;
      const type = typeFromAST(schema, definition.type) as GraphQLInputType;
      if (Object.hasOwn(raw, name)) return nodeOf(raw[name], type);
      return definition.defaultValue ?? null;
    }
    case Kind.OBJECT:
      return {
        ...node,
        fields: node.fields.flatMap((field) => {
          const value = literalOf(field.value, schema, operation, raw);
          return value === null ? [] : [{ ...field, value } as typeof field];
        }),
      };
    case Kind.LIST: {
      const none: ValueNode = { kind: Kind.NULL };
      return {
        ...node,
        values: node.values.map((value) => literalOf(value, schema, operation, raw) ?? none),
      } as ValueNode;
    }
    default:
      return node;
  }
}

/** A value of JSON as a literal. */
function nodeOf(value: unknown, type: GraphQLInputType): ValueNode {
  if (isNonNullType(type)) return nodeOf(value, type.ofType);
  if (value === null) return { kind: Kind.NULL };
  if (isListType(type))
    return { kind: Kind.LIST, values: [value].flat().map((one) => nodeOf(one, type.ofType)) as never };
  if (isEnumType(type)) return { kind: Kind.ENUM, value: value as string };
  if (isInputObjectType(type)) {
    const fields = Object.entries(value as Raw).map(([name, one]) => ({
      kind: Kind.OBJECT_FIELD as const,
      name: { kind: Kind.NAME as const, value: name },
      value: nodeOf(one, type.getFields()[name]!.type),
    }));
    return { kind: Kind.OBJECT, fields: fields as never };
  }
  switch (typeof value) {
    case 'boolean':
      return { kind: Kind.BOOLEAN, value };
    case 'number':
      return { kind: Kind.INT, value: String(value) };
    default:
      return { kind: Kind.STRING, value: value as string };
  }
}
