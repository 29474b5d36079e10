import fc from 'fast-check';
import { getNamedType, isObjectType, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { argumentsOf, type Values } from './arbitrary-value';
import type { Condition, DocumentTree, Selection } from './document';

/** Names that objects of JavaScript know already, or that mean something to whoever handles them. */
const HOSTILE = [
  ...['constructor', 'toString', '__proto__', 'valueOf', 'hasOwnProperty', 'prototype', 'isPrototypeOf'],
  ...['then', 'toJSON', 'length', '__typename', '__defineGetter__'],
  // What the hub itself reads from rows and nodes.
  ...[
    'id',
    'node',
    'nodes',
    'data',
    'access',
    'decisions',
    'whole',
    'records',
    'disputes',
    'identity',
    'identity__whole',
  ],
];

/** What fails is made smaller by trying what stands first. */
const SMALLER = { withCrossShrink: true };

const SWITCHES = 3;
/** Fields below one another; the hub allows twelve. */
const DEEPEST = 7;
/** Selections in one set, by depth: documents are small enough to be read, and to keep within the limits of the hub. */
const MOST = [2, 4, 3, 3];
/** Fragments directly in one another. */
const MOST_WRAPS = 2;

export interface DocumentOptions {
  readonly root: GraphQLObjectType;
  readonly values: Values;
  /** How often a field is chosen beside others; 1 if left out, 0 for never. */
  readonly weightOf: (type: string, field: string) => number;
}

/** Random documents over a schema: every field, hostile aliases, conditions, fragments, merged fields, all kinds of arguments. */
export function arbitraryDocument({ root, values, weightOf }: DocumentOptions): fc.Arbitrary<DocumentTree> {
  const known = new Map<string, fc.Arbitrary<readonly Selection[]>>();

  const selectionsOf = (type: GraphQLObjectType, depth: number, wraps: number): fc.Arbitrary<readonly Selection[]> => {
    const key = `${type.name} ${depth} ${wraps}`;
    let arbitrary = known.get(key);
    if (!arbitrary) {
      arbitrary = fc.array(selectionOf(type, depth, wraps), { minLength: 1, maxLength: MOST[depth] ?? 2 });
      known.set(key, arbitrary);
    }
    return arbitrary;
  };

  const selectionOf = (type: GraphQLObjectType, depth: number, wraps: number): fc.Arbitrary<Selection> => {
    const fields = Object.values(type.getFields());
    const names = fields.map(({ name }) => name);
    const choices = fields.flatMap((field): fc.WeightedArbitrary<Selection>[] => {
      const weight = weightOf(type.name, field.name);
      const below = getNamedType(field.type);
      if (weight === 0 || (isObjectType(below) && depth >= DEEPEST)) return [];
      // Most of what is below is leaves.
      return [{ weight: isObjectType(below) ? weight : 2 * weight, arbitrary: fieldOf(type, field, names, depth) }];
    });
    const total = choices.reduce((sum, { weight }) => sum + weight, 0);
    // The smallest selection comes first.
    const typename = { kind: 'field', name: '__typename', alias: null, args: [], when: [], below: null } as const;
    choices.unshift({ weight: Math.ceil(total / 12), arbitrary: fc.constant(typename) });
    if (wraps < MOST_WRAPS) {
      const below = selectionsOf(type, depth, wraps + 1);
      const inline = fc.record({ namesType: fc.boolean(), when: CONDITIONS, below });
      const spread = fc.record({ slot: fc.nat(1), when: CONDITIONS, below });
      const common = { type: type.name };
      const weight = Math.ceil(total / 6);
      choices.push({ weight, arbitrary: inline.map((one) => ({ kind: 'inline', ...common, ...one })) });
      choices.push({ weight, arbitrary: spread.map((one) => ({ kind: 'spread', ...common, ...one })) });
    }
    return fc.oneof(SMALLER, ...choices);
  };

  const fieldOf = (
    type: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    siblings: readonly string[],
    depth: number,
  ): fc.Arbitrary<Selection> => {
    const below = getNamedType(field.type);
    return fc.record({
      kind: fc.constant('field' as const),
      name: fc.constant(field.name),
      alias: aliasAmong(siblings),
      args: argumentsOf(field.args, `${type.name}.${field.name}`, values),
      when: CONDITIONS,
      below: isObjectType(below) ? fc.constant(null).chain(() => selectionsOf(below, depth + 1, 0)) : fc.constant(null),
    });
  };

  return fc.record({
    selections: selectionsOf(root, 0, 0),
    switches: fc.array(fc.record({ value: fc.boolean(), isDefault: fc.boolean() }), {
      minLength: SWITCHES,
      maxLength: SWITCHES,
    }),
  });
}

function aliasAmong(siblings: readonly string[]): fc.Arbitrary<string | null> {
  return fc.oneof(
    SMALLER,
    { arbitrary: fc.constant(null), weight: 10 },
    { arbitrary: fc.constantFrom(...HOSTILE), weight: 2 },
    { arbitrary: fc.constantFrom(...siblings), weight: 1 },
    { arbitrary: fc.constantFrom('a', 'b'), weight: 1 },
  );
}

const CONDITION: fc.Arbitrary<Condition> = fc.record({
  directive: fc.constantFrom('skip' as const, 'include' as const),
  if: fc.oneof(fc.boolean(), fc.nat(SWITCHES - 1)),
});

const CONDITIONS: fc.Arbitrary<readonly Condition[]> = fc.oneof(
  SMALLER,
  { arbitrary: fc.constant([]), weight: 16 },
  { arbitrary: CONDITION.map((one) => [one]), weight: 2 },
  {
    arbitrary: fc.tuple(CONDITION, CONDITION).map(([one, other]) => [
      { ...one, directive: 'skip' as const },
      { ...other, directive: 'include' as const },
    ]),
    weight: 1,
  },
);
