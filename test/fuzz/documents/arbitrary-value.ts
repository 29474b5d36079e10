import fc from 'fast-check';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import type { Argument, Given, Value } from './document';

/** Values that mean something in the data set, by the place where they stand: `field.argument`, the argument, the type. */
export type Values = Readonly<Record<string, readonly Value[]>>;

type Place = GraphQLArgument | GraphQLInputField;

/**
 * Arguments of a field, or fields of an input object: each left out, given literally, by a variable that is given, null or
 * left out, or, where it is an object, field by field.
 */
export function argumentsOf(places: readonly Place[], at: string, values: Values): fc.Arbitrary<readonly Argument[]> {
  const each = places.map((place) =>
    givenFor(place, `${at}.${place.name}`, values).map((given) =>
      given === null ? [] : [{ name: place.name, given }],
    ),
  );
  return fc.tuple(...each).map((given) => given.flat());
}

function givenFor(place: Place, at: string, values: Values): fc.Arbitrary<Given | null> {
  const { type } = place;
  const mustStand = isNonNullType(type) && place.defaultValue === undefined;
  // What the data set lists for this very place is what it needs to stand still.
  const isFixed = at in values;
  const value = valueOf(type, at, values);
  const some =
    isNonNullType(type) || isFixed
      ? value
      : fc.oneof(
          { withCrossShrink: true },
          { arbitrary: value, weight: 4 },
          { arbitrary: fc.constant(null), weight: 1 },
        );
  const literal = some.map((one): Given => ({ how: 'literal', value: one }));
  const ways: fc.WeightedArbitrary<Given | null>[] = [
    { arbitrary: literal, weight: 3 },
    { arbitrary: variable(value, some, isNonNullType(type) || isFixed), weight: 3 },
  ];
  const input = getNamedType(type);
  if (isInputObjectType(input) && !isListType(type)) {
    const fields = argumentsOf(Object.values(input.getFields()), at, values);
    ways.push({ arbitrary: fields.map((given): Given => ({ how: 'object', fields: given })), weight: 8 });
  }
  const given = fc.oneof({ withCrossShrink: true }, ...ways);
  return mustStand || isFixed
    ? given
    : fc.oneof({ withCrossShrink: true }, { arbitrary: fc.constant(null), weight: 3 }, { arbitrary: given, weight: 5 });
}

/** A variable of the place's own type, or of its nullable type with a default. */
function variable(value: fc.Arbitrary<Value>, some: fc.Arbitrary<Value>, isRequired: boolean): fc.Arbitrary<Given> {
  const sent = (given: fc.Arbitrary<Value>) => given.map((one) => ({ value: one }));
  const make = (what: fc.Arbitrary<{ value: Value } | 'nothing'>, fallback: fc.Arbitrary<Value | undefined>) =>
    fc.record({ sent: what, fallback }).map((one): Given => ({ how: 'variable', isRequired, ...one }));
  const nothing = fc.constant('nothing' as const);
  const none = fc.constant(undefined);
  return isRequired
    ? fc.oneof({ withCrossShrink: true }, make(sent(value), none), make(nothing, value), make(sent(value), value))
    : fc.oneof(
        { withCrossShrink: true },
        make(sent(some), none),
        make(nothing, none),
        make(nothing, some),
        make(sent(some), some),
      );
}

function valueOf(type: GraphQLInputType, at: string, values: Values): fc.Arbitrary<Value> {
  if (isNonNullType(type)) return valueOf(type.ofType, at, values);
  if (isListType(type)) return fc.array(valueOf(type.ofType, at, values), { maxLength: 2 });
  const argument = at.slice(at.lastIndexOf('.') + 1);
  const known = values[at] ?? values[argument] ?? values[type.name];
  if (known) return fc.constantFrom(...known);
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).map((field) => {
      const inner = valueOf(field.type, `${at}.${field.name}`, values);
      const required = isNonNullType(field.type) && field.defaultValue === undefined;
      return (required ? inner : fc.option(inner, { nil: undefined })).map((value) => [field.name, value] as const);
    });
    return fc
      .tuple(...fields)
      .map((pairs) => Object.fromEntries(pairs.filter(([, value]) => value !== undefined)) as Value);
  }
  throw new Error(`The fuzzer knows no value for ${at} of type ${type.name}: add some to its data set.`);
}
