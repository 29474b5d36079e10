import type { ApolloServerPlugin } from '@apollo/server';
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { GeleitError } from '../../platform/errors';
import { foldSelection } from './fold-selection';

/** Objects that one operation may ask for. A page of 100 persons with all their records is less than half of it. */
export const MAX_COST = 50_000;

/** What a list without a page size is taken for, for instance a person's language courses. */
export const ASSUMED_LIST_SIZE = 5;

/** What a page is taken for whose size cannot be read; no page is larger. */
const LARGEST_PAGE = 100;

/** `once` objects, and `perItem` more for every item of the page that a parent field asks for. */
interface Cost {
  readonly once: number;
  readonly perItem: number;
}

type Variables = Readonly<Record<string, unknown>>;

/**
 * Estimates how many objects an operation asks for: every object counts one, every list multiplies by its page size
 * (`first` or `last`, literal or variable), nested lists multiply each other. Scalars are free.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables = {},
): number {
  const valueOf = (node: FieldNode, argument: GraphQLArgument): unknown => {
    const value = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind === Kind.LIST) return value.values;
    if (value?.kind !== Kind.VARIABLE) return value ? undefined : argument.defaultValue;
    const name = value.name.value;
    if (Object.hasOwn(variables, name)) return variables[name];
    const fallback = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name)?.defaultValue;
    return fallback?.kind === Kind.INT ? Number(fallback.value) : argument.defaultValue;
  };

  const pageOf = (node: FieldNode, definition: GraphQLField<unknown, unknown>): number | undefined => {
    const sizes = definition.args.filter(({ name }) => name === 'first' || name === 'last');
    if (sizes.length === 0) return undefined;
    const given = sizes.map((argument) => valueOf(node, argument)).filter((size) => typeof size === 'number');
    // Zero would make whatever is nested below free.
    return given.length > 0 ? Math.max(1, ...given) : LARGEST_PAGE;
  };

  const keysOf = (node: FieldNode, definition: GraphQLField<unknown, unknown>): number | undefined => {
    const lists = definition.args.filter(({ type }) => isListType(getNullableType(type)));
    const lengths = lists.map((argument) => valueOf(node, argument)).filter((value) => Array.isArray(value));
    return lengths.length > 0 ? Math.max(ASSUMED_LIST_SIZE, ...lengths.map(({ length }) => length)) : undefined;
  };

  const { once, perItem } = foldSelection<Cost>(schema, document, operation, {
    empty: { once: 0, perItem: 0 },
    join: (left, right) => ({ once: left.once + right.once, perItem: left.perItem + right.perItem }),
    field(node, definition, below) {
      if (!isCompositeType(getNamedType(definition.type))) return { once: 0, perItem: 0 };
      const page = pageOf(node, definition);
      if (!isListType(getNullableType(definition.type))) {
        return { once: 1 + below.once + below.perItem * (page ?? ASSUMED_LIST_SIZE), perItem: 0 };
      }
      const each = 1 + below.once + below.perItem * ASSUMED_LIST_SIZE;
      const size = page ?? keysOf(node, definition);
      // A list without a size of its own, like `edges`, has that of the connection it lies in.
      return size === undefined ? { once: 0, perItem: each } : { once: each * size, perItem: 0 };
    },
  });
  return once + perItem * ASSUMED_LIST_SIZE;
}

const costs = new WeakMap<OperationDefinitionNode, LRUCache<string, number>>();

/** `costOf`, remembered as long as the parsed document: of the variables only numbers and lengths of lists count. */
export function knownCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  let known = costs.get(operation);
  if (!known) costs.set(operation, (known = new LRUCache({ max: 50 })));
  // Of the variables that the operation declares, in its order: no name that a client chooses is part of the key.
  const key = JSON.stringify(
    operation.variableDefinitions?.map(({ variable: { name } }) => {
      // That a variable is given at all counts too: a null overrides a default.
      if (!Object.hasOwn(variables, name.value)) return false;
      const value = variables[name.value];
      if (typeof value === 'number') return String(value);
      return Array.isArray(value) ? value.length : true;
    }) ?? [],
  );
  let cost = known.get(key);
  if (cost === undefined) known.set(key, (cost = costOf(schema, document, operation, variables)));
  return cost;
}

/**
 * Refuses operations that ask for too many objects. A plugin and not a validation rule, because page sizes come in
 * variables, and a document is validated once for all the variables that it will run with.
 */
export function costLimit(): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ schema, document, operation, request }) {
          const cost = operation ? knownCost(schema, document, operation, request.variables ?? {}) : 0;
          if (cost <= MAX_COST) return Promise.resolve();
          const message = `The query asks for about ${cost} objects; at most ${MAX_COST} are allowed.`;
          return Promise.reject(new GeleitError('QUERY_TOO_COSTLY', message));
        },
      }),
  };
}
