import type { GraphQLResolveInfo } from 'graphql';
import { parseResolveInfo, type ResolveTree } from 'graphql-parse-resolve-info';
import type { RecordDeclaration } from '../declaration';
import type { RecordRegistry } from '../registry';
import { originalInfo, wholeRecordsOf } from './whole-records';

/** What a query asks of each person: the look-ahead that makes one statement of it. */
export interface PersonSelection {
  readonly records: readonly RecordSelection[];
  /** The query asks for `Person.access`, so that grants of every category are needed. */
  readonly describesAccess: boolean;
  /** The query asks how many there are. */
  readonly counts: boolean;
  /** What else is asked of the person, e.g. `consents`. */
  readonly others: readonly string[];
}

export interface RecordSelection {
  readonly declaration: RecordDeclaration;
  readonly fields: RecordFields;
  /** Set where the record is answered as a whole, in the shape of the query: its response key. */
  readonly wholeAs?: string;
}

/** Keys of the JSON object with the fields that they show; of reference fields with those of the target, and so on. */
export type RecordFields = ReadonlyMap<string, { readonly name: string; readonly children: RecordFields | null }>;

/** Reads the fields of the type at `path` below a resolver's field, e.g. `['edges', 'node']` of a connection. */
export function fieldsBelow(info: GraphQLResolveInfo, path: readonly string[]): ResolveTree[] {
  const tree = parseResolveInfo(originalInfo(info)) as ResolveTree | null | undefined;
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
  const whole = wholeRecordsOf(info);
  const wholes = new Map<string, RecordSelection>();
  const byRecord = new Map<RecordDeclaration, ResolveTree[]>();
  for (const field of asked) {
    const declaration = registry.onPerson(field.name);
    const known = whole?.get(field.alias);
    if (known) wholes.set(field.alias, { ...known, wholeAs: field.alias });
    else if (declaration) byRecord.set(declaration, [...(byRecord.get(declaration) ?? []), ...childrenOf(field)]);
  }
  return {
    records: [
      ...[...byRecord].map(([declaration, fields]) => ({ declaration, fields: selectRecord(fields) })),
      ...wholes.values(),
    ],
    describesAccess: asked.some((field) => field.name === 'access'),
    counts: fieldsBelow(info, []).some((field) => field.name === 'totalCount'),
    others: [...new Set(asked.map(({ name }) => name))].filter((name) => !registry.onPerson(name) && name !== 'id'),
  };
}

/** The fields of a record type under their own names, each once however often fragments and aliases repeat it. */
export function selectRecord(fields: readonly ResolveTree[]): RecordFields {
  const childrenByName = new Map<string, ResolveTree[]>();
  for (const field of fields) {
    childrenByName.set(field.name, [...(childrenByName.get(field.name) ?? []), ...childrenOf(field)]);
  }
  const sorted = [...childrenByName].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    sorted.map(([name, children]) => [name, { name, children: children.length > 0 ? selectRecord(children) : null }]),
  );
}

function childrenOf(field: ResolveTree): ResolveTree[] {
  return Object.values(field.fieldsByTypeName).flatMap((fields) => Object.values(fields));
}
