import {
  getNamedType,
  isLeafType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
} from 'graphql';

/** A field of `Person` that holds records, with what can be read of each record. */
export interface ProtectedField {
  readonly name: string;
  readonly category: string;
  readonly many: boolean;
  readonly type: GraphQLObjectType;
  /** The selection of everything that a record shows. */
  readonly selection: string;
  /** The record's field with the day that counts for the period of the data, if it has one. */
  readonly dataDay: string | null;
  /** Names of the record's protected fields. */
  readonly fields: readonly string[];
}

/** The declaration in force for a field in the printed directives: its own, else its type's. */
export function accessOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): readonly string[] {
  const access = ['protected', 'restricted', 'open'];
  const named = (nodes: readonly { name: { value: string } }[] = []) =>
    nodes.map(({ name }) => name.value).filter((name) => access.includes(name));
  const own = named(field.astNode?.directives);
  return own.length > 0 ? own : named(type.astNode?.directives);
}

/** Everything of a person that the schema declares protected, as found in the schema, not in the declarations. */
export function protectedFields(schema: GraphQLSchema): readonly ProtectedField[] {
  const person = schema.getType('Person') as GraphQLObjectType;
  return Object.values(person.getFields())
    .filter((field) => accessOf(person, field).includes('protected'))
    .map((field) => {
      const type = getNamedType(field.type) as GraphQLObjectType;
      return {
        name: field.name,
        category: argumentOf(field, 'category') ?? '',
        dataDay: argumentOf(field, 'dataDay'),
        many: isListType(field.type),
        type,
        selection: selectionOf(type),
        fields: Object.values(type.getFields())
          .filter((inner) => accessOf(type, inner).includes('protected'))
          .map(({ name }) => name),
      };
    });
}

/** The selection of everything that a type shows. */
export function selectionOf(type: GraphQLObjectType): string {
  return `{ ${leaves(type, 2)} }`;
}

/** Scalars of a type, and of the types behind it as far as `depth` goes; of another person only who it is. */
function leaves(type: GraphQLObjectType, depth: number): string {
  return Object.values(type.getFields())
    .flatMap(({ name, type: of }) => {
      const inner = getNamedType(of);
      if (isLeafType(inner)) return [name];
      if (inner.name === 'Person') return [`${name} { id }`];
      // What others have recorded is another reading, with decisions of its own.
      if (inner.name === 'Equivalent') return [];
      return depth > 0 && isObjectType(inner) ? [`${name} { ${leaves(inner, depth - 1)} }`] : [];
    })
    .join(' ');
}

function argumentOf(field: GraphQLField<unknown, unknown>, name: string): string | null {
  const argument = field.astNode?.directives
    ?.find((directive) => directive.name.value === 'protected')
    ?.arguments?.find((given) => given.name.value === name);
  return argument?.value.kind === Kind.STRING ? argument.value.value : null;
}

/** The words of a list in an argument of one of a field's directives; none without the directive. */
export function argumentsOfDirective(
  field: GraphQLField<unknown, unknown>,
  directive: string,
  argument: string,
): readonly string[] {
  const value = field.astNode?.directives
    ?.find(({ name }) => name.value === directive)
    ?.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.LIST ? value.values.flatMap((one) => (one.kind === Kind.STRING ? [one.value] : [])) : [];
}
