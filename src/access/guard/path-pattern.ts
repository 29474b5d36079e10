import type { GraphQLResolveInfo } from 'graphql';

/** `persons.edges.node.identity`: the path of a field without list positions, the same for every row. */
export function pathPattern(path: GraphQLResolveInfo['path']): string {
  const keys: string[] = [];
  for (let step: GraphQLResolveInfo['path'] | undefined = path; step; step = step.prev) {
    if (typeof step.key === 'string') keys.push(step.key);
  }
  return keys.reverse().join('.');
}
