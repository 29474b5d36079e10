import {
  getNamedType,
  isAbstractType,
  isObjectType,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
} from 'graphql';
// The very function by which graphql-js finds what to execute: what the look-ahead reads and what is executed are the same.
import { collectSubfields } from 'graphql/execution/collectFields';
import { originalInfo } from './whole-records';

/** A field of the answer: what stands under one response key, however many places of the document ask for it. */
export interface SelectedField {
  /** The response key. Any GraphQL name, so keys of this kind belong into a `Map`. */
  readonly key: string;
  readonly name: string;
  /** Its fields; none for a leaf. */
  readonly children: readonly SelectedField[];
}

/** What the execution needs of a resolver's info to tell which fields it will run. */
type Execution = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/**
 * The fields of the type at `path` below a resolver's field, e.g. `['edges', 'node']` of a connection: those that this request
 * executes, with its variables, merged as graphql-js merges them. A place that is asked for under several aliases has the
 * fields of all.
 */
export function fieldsBelow(info: GraphQLResolveInfo, path: readonly string[]): readonly SelectedField[] {
  const original = originalInfo(info);
  // In a rewritten document the field returns another type than the one that the document asks of.
  const { type } = info.parentType.getFields()[original.fieldNodes[0]!.name.value]!;
  let level = selected(original, getNamedType(type), original.fieldNodes);
  for (const step of path) level = level.filter(({ name }) => name === step).flatMap(({ children }) => children);
  return level;
}

function selected(execution: Execution, type: GraphQLNamedType, nodes: readonly FieldNode[]): readonly SelectedField[] {
  if (isAbstractType(type)) {
    return execution.schema.getPossibleTypes(type).flatMap((possible) => selected(execution, possible, nodes));
  }
  if (!isObjectType(type)) return [];
  const { schema, fragments, variableValues } = execution;
  const fields = type.getFields();
  return [...collectSubfields(schema, fragments, variableValues, type, nodes)].map(([key, merged]): SelectedField => {
    const name = merged[0]!.name.value;
    const field = fields[name];
    // `__typename` is a field of no type.
    return { key, name, children: field ? selected(execution, getNamedType(field.type), merged) : [] };
  });
}
