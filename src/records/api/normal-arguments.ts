import {
  defaultFieldResolver,
  GraphQLID,
  GraphQLString,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { normalText } from '../../platform/text/normal-text';
import { normalId } from '../uuid-kind';

type Normalize = (value: unknown) => unknown;
type Inputs = readonly { readonly name: string; readonly type: GraphQLInputType }[];

/**
 * Gives every text and id that comes in as an argument its one normal form before a resolver sees it, so that no field
 * can forget it. The schema itself is changed.
 * @see normalText, to which cells of imports come too
 */
export function normalizeArguments(schema: GraphQLSchema): GraphQLSchema {
  const known = new Map<GraphQLInputType, Normalize | null>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const normalize = ofInputs(field.args, known);
      if (!normalize) continue;
      const before =
        (resolve: GraphQLFieldResolver<unknown, unknown>): GraphQLFieldResolver<unknown, unknown> =>
        (source, args, context, info) =>
          resolve(source, normalize(args) as typeof args, context, info);
      field.resolve = before(field.resolve ?? defaultFieldResolver);
      if (field.subscribe) field.subscribe = before(field.subscribe);
    }
  }
  return schema;
}

/** How the values of these arguments or input fields get their form; null where none is a text or an id. */
function ofInputs(inputs: Inputs, known: Map<GraphQLInputType, Normalize | null>): Normalize | null {
  const parts = inputs.flatMap(({ name, type }) => {
    const normalize = ofType(type, known);
    return normalize ? [{ name, normalize }] : [];
  });
  if (parts.length === 0) return null;
  return (values) => {
    const normal = { ...(values as Record<string, unknown>) };
    for (const { name, normalize } of parts) {
      if (Object.hasOwn(normal, name)) normal[name] = normalize(normal[name]);
    }
    return normal;
  };
}

function ofType(type: GraphQLInputType, known: Map<GraphQLInputType, Normalize | null>): Normalize | null {
  if (isNonNullType(type)) return ofType(type.ofType, known);
  if (isListType(type)) {
    const normalize = ofType(type.ofType, known);
    return normalize && ((values) => (Array.isArray(values) ? values.map(normalize) : values));
  }
  if (type === GraphQLString) return (value) => (typeof value === 'string' ? normalText(value) : value);
  if (type === GraphQLID) return (value) => (typeof value === 'string' ? normalId(value) : value);
  if (!isInputObjectType(type)) return null;
  if (!known.has(type)) known.set(type, ofInputs(Object.values(type.getFields()), known));
  const normalize = known.get(type)!;
  return normalize && ((value) => (value === null || value === undefined ? value : normalize(value)));
}
