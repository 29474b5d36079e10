import { getNamedType, isCompositeType, type ASTVisitor, type ValidationContext } from 'graphql';
import { GeleitError } from '../../platform/errors';
import { foldSelection, type Fold } from './fold-selection';

/** Fields below one another, the leaf included. The hub's schema needs seven, for the office of a contact person. */
const MAX_DEPTH = 12;

/**
 * How often one type may follow itself on a path, as persons do through the members of a household. Three reach the
 * members' own household; a fourth reaches nobody new and only multiplies.
 */
const MAX_TYPE_ON_PATH = 3;

interface Shape {
  readonly depth: number;
  /** Per type: the most that it occurs on any one path. */
  readonly types: ReadonlyMap<string, number>;
}

const SHAPE: Fold<Shape> = {
  empty: { depth: 0, types: new Map() },
  join(left, right) {
    if (right.types.size === 0) return left.depth >= right.depth ? left : { ...left, depth: right.depth };
    const types = new Map(left.types);
    for (const [type, count] of right.types) types.set(type, Math.max(count, types.get(type) ?? 0));
    return { depth: Math.max(left.depth, right.depth), types };
  },
  field(_node, definition, below) {
    const type = getNamedType(definition.type);
    if (!isCompositeType(type)) return { depth: 1, types: below.types };
    const types = new Map(below.types).set(type.name, (below.types.get(type.name) ?? 0) + 1);
    return { depth: below.depth + 1, types };
  },
};

/** A validation rule: refuses operations that nest too many fields, or the same type into itself too often. */
export function depthRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      const { depth, types } = foldSelection(context.getSchema(), context.getDocument(), operation, SHAPE);
      if (depth > MAX_DEPTH) {
        context.reportError(
          new GeleitError('QUERY_TOO_DEEP', `The query nests ${depth} fields; at most ${MAX_DEPTH} are allowed.`),
        );
      }
      for (const [type, count] of types) {
        if (count <= MAX_TYPE_ON_PATH) continue;
        context.reportError(
          new GeleitError(
            'QUERY_TOO_DEEP',
            `The query nests ${type} into itself ${count} times; at most ${MAX_TYPE_ON_PATH} are allowed.`,
          ),
        );
      }
      return false;
    },
  };
}
