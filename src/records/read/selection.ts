import type { GraphQLResolveInfo } from 'graphql';
import { parseResolveInfo, type ResolveTree } from 'graphql-parse-resolve-info';
import type { RecordDeclaration } from '../declaration';
import type { RecordRegistry } from '../registry';

/** What a query asks of each person: the look-ahead that makes one statement of it. */
export interface PersonSelection {
  readonly records: readonly RecordSelection[];
  /** The query asks for `Person.access`, so that grants of every category are needed. */
  readonly describesAccess: boolean;
}

export interface RecordSelection {
  readonly declaration: RecordDeclaration;
  /** GraphQL field names, sorted; of reference fields with the fields of the target. */
  readonly fields: ReadonlyMap<string, readonly string[] | null>;
}

/** Reads the fields of the type at `path` below a resolver's field, e.g. `['edges', 'node']` of a connection. */
export function fieldsBelow(info: GraphQLResolveInfo, path: readonly string[]): ResolveTree[] {
  const tree = parseResolveInfo(info) as ResolveTree | null | undefined;
  let level = tree ? childrenOf(tree) : [];
  for (const step of path) level = level.filter((field) => field.name === step).flatMap(childrenOf);
  return level;
}

/** What the query asks of the persons found at any of `paths`. */
export function selectPerson(
  registry: RecordRegistry,
  info: GraphQLResolveInfo,
  paths: readonly (readonly string[])[],
): PersonSelection {
  const asked = paths.flatMap((path) => fieldsBelow(info, path));
  const byRecord = new Map<RecordDeclaration, ResolveTree[]>();
  for (const field of asked) {
    const declaration = registry.onPerson(field.name);
    if (declaration) byRecord.set(declaration, [...(byRecord.get(declaration) ?? []), ...childrenOf(field)]);
  }
  return {
    records: [...byRecord].map(([declaration, fields]) => ({ declaration, fields: selectRecord(fields) })),
    describesAccess: asked.some((field) => field.name === 'access'),
  };
}

/** The fields of a record type, each once however often fragments and aliases repeat it. */
export function selectRecord(fields: readonly ResolveTree[]): RecordSelection['fields'] {
  const byName = new Map<string, Set<string> | null>();
  for (const field of fields) {
    const children = childrenOf(field);
    if (children.length === 0) byName.set(field.name, null);
    else {
      const known = byName.get(field.name) ?? new Set<string>();
      for (const child of children) known.add(child.name);
      byName.set(field.name, known);
    }
  }
  const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([name, children]) => [name, children && [...children].sort()]));
}

function childrenOf(field: ResolveTree): ResolveTree[] {
  return Object.values(field.fieldsByTypeName).flatMap((fields) => Object.values(fields));
}
