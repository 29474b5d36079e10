import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** Words by which a description says nothing. */
const EMPTY_WORDS = new Set(['a', 'an', 'id', 'its', 'of', 'the', 'this']);

/** A schema that does not say of each element what it is. `npm run check` fails with it. */
export class UndescribedError extends Error {
  constructor(problems: readonly string[]) {
    super(`The schema leaves open what these are:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'UndescribedError';
  }
}

interface Element {
  readonly place: string;
  readonly name: string;
  readonly description?: string | null;
  readonly deprecationReason?: string | null;
}

/**
 * The elements of a schema that do not say what they are: types, fields, arguments, values of enums, directives. Whoever builds
 * a front end reads the schema and nothing else. What is deprecated needs no description, nor does what GraphQL itself brings.
 * @returns in the schema's order, each with its place and what is wrong; empty if every element is described
 */
export function undescribed(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const directives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
  const elements = [
    ...types.flatMap(elementsOf),
    ...directives.flatMap(({ name, description, args }) => [
      { place: `@${name}`, name, description },
      ...args.map((argument) => ({ ...argument, place: `@${name}(${argument.name})` })),
    ]),
  ];
  return elements.flatMap(problemOf);
}

function elementsOf(type: GraphQLNamedType): Element[] {
  const { name, description } = type;
  const within = isEnumType(type)
    ? type.getValues().map((value) => ({ ...value, place: `${name}.${value.name}` }))
    : isInputObjectType(type)
      ? Object.values(type.getFields()).map((field) => ({ ...field, place: `${name}.${field.name}` }))
      : isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields()).flatMap((field) => [
            { ...field, place: `${name}.${field.name}` },
            ...field.args.map((argument) => ({ ...argument, place: `${name}.${field.name}(${argument.name})` })),
          ])
        : [];
  return [{ place: name, name, description }, ...within];
}

function problemOf({ place, name, description, deprecationReason }: Element): string[] {
  if (deprecationReason) return [];
  if (!description?.trim()) return [`${place} has no description`];
  const known = new Set(wordsIn(name));
  const says = wordsIn(description).some((word) => !known.has(word) && !EMPTY_WORDS.has(word));
  return says ? [] : [`${place} is described by nothing but its name`];
}

/** `issuedAt`, `ISSUED_AT` and "Issued at." are the same two words. */
function wordsIn(text: string): string[] {
  const apart = text.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return apart.match(/[\p{L}\d]+/gu) ?? [];
}
