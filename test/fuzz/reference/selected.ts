import { getNamedType, isObjectType, type FieldNode, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields';

/** What is asked of a type, by the names of its fields: what merging, fragments and conditions come down to. */
export type Selected = ReadonlyMap<string, SelectedField>;

export interface SelectedField {
  /** The response keys under which the field stands in the answer. */
  readonly keys: ReadonlySet<string>;
  /** The type of what is below; null for a leaf. */
  readonly type: GraphQLObjectType | null;
  readonly below: Selected;
}

/** What a resolver's field is asked for, as graphql-js itself collects it. */
export function selectedBelow({ returnType, fieldNodes, ...info }: GraphQLResolveInfo): Selected {
  const type = getNamedType(returnType);
  return isObjectType(type) ? collect(info, type, fieldNodes) : new Map();
}

type Info = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

function collect(info: Info, type: GraphQLObjectType, nodes: readonly FieldNode[]): Selected {
  const selected = new Map<string, SelectedField>();
  const subfields = collectSubfields(info.schema, info.fragments, info.variableValues, type, nodes);
  for (const [key, merged] of subfields) {
    const name = merged[0]!.name.value;
    const of = name.startsWith('__') ? null : getNamedType(type.getFields()[name]!.type);
    const inner = isObjectType(of) ? of : null;
    const field = { keys: new Set([key]), type: inner, below: inner ? collect(info, inner, merged) : new Map() };
    selected.set(name, join(selected.get(name), field));
  }
  return selected;
}

function join(one: SelectedField | undefined, other: SelectedField): SelectedField {
  if (!one) return other;
  return { keys: new Set([...one.keys, ...other.keys]), type: one.type, below: joinSelected([one.below, other.below]) };
}

/** What is asked of the same thing in several places. */
export function joinSelected(all: readonly Selected[]): Selected {
  const joined = new Map<string, SelectedField>();
  for (const [name, field] of all.flatMap((one) => [...one])) joined.set(name, join(joined.get(name), field));
  return joined;
}
