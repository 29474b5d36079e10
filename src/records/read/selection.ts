import type { GraphQLResolveInfo } from 'graphql';
import type { RecordDeclaration } from '../declaration';
import type { RecordRegistry } from '../registry';
import { fieldsBelow, type SelectedField } from './selected-fields';
import { wholeRecordsOf } from './whole-records';

/** What a query asks of each person: the look-ahead that makes one statement of it. */
export interface PersonSelection {
  readonly records: readonly RecordSelection[];
  /** The query asks for `Person.access`, so that grants of every category are needed. */
  readonly describesAccess: boolean;
  readonly page: PageSelection;
  /** What else is asked of the person, e.g. `consents`. */
  readonly others: readonly string[];
}

/** What a query asks of a list besides what stands in it. */
export interface PageSelection {
  /** How many there are. */
  readonly counts: boolean;
  /** Anything but how many there are. */
  readonly isShown: boolean;
  /** Whether there is one more. */
  readonly disclosesNext: boolean;
}

/** Of persons who are in no list. */
export const NO_PAGE: PageSelection = { counts: false, isShown: true, disclosesNext: false };

export interface RecordSelection {
  readonly declaration: RecordDeclaration;
  readonly fields: RecordFields;
  /** Set where the record is answered as a whole, in the shape of the query: its response key. */
  readonly wholeAs?: string;
}

/** Keys of the JSON object with the fields that they show; of reference fields with those of the target, and so on. */
export type RecordFields = ReadonlyMap<string, { readonly name: string; readonly children: RecordFields | null }>;

/** Fields that tell no more than the entry itself: about whom it is. */
const TELLS_WHO: ReadonlySet<string> = new Set(['id', '__typename']);

/** What the query asks of the persons found at any of `paths`. */
export function selectPerson(
  registry: RecordRegistry,
  info: GraphQLResolveInfo,
  paths: readonly (readonly string[])[],
): PersonSelection {
  const asked = paths.flatMap((path) => fieldsBelow(info, path));
  const whole = wholeRecordsOf(info);
  const wholes = new Map<string, RecordSelection>();
  const byRecord = new Map<RecordDeclaration, SelectedField[]>();
  for (const field of asked) {
    const declaration = registry.onPerson(field.name);
    const known = whole?.get(field.key);
    if (known) wholes.set(field.key, { ...known, wholeAs: field.key });
    else if (declaration) byRecord.set(declaration, [...(byRecord.get(declaration) ?? []), ...field.children]);
  }
  return {
    records: [
      ...[...byRecord].map(([declaration, fields]) => ({ declaration, fields: selectRecord(fields) })),
      ...wholes.values(),
    ],
    describesAccess: asked.some((field) => field.name === 'access'),
    page: selectPage(info),
    others: [...new Set(asked.map(({ name }) => name))].filter(
      (name) => !registry.onPerson(name) && !TELLS_WHO.has(name),
    ),
  };
}

/** What the query asks of the connection that the resolver answers. */
export function selectPage(info: GraphQLResolveInfo): PageSelection {
  const names = fieldsBelow(info, []).map(({ name }) => name);
  return {
    counts: names.includes('totalCount'),
    isShown: names.some((name) => name !== 'totalCount' && name !== '__typename'),
    disclosesNext: fieldsBelow(info, ['pageInfo']).some(({ name }) => name === 'hasNextPage'),
  };
}

/** The fields of a record type under their own names, each once however often fragments and aliases repeat it. */
export function selectRecord(fields: readonly SelectedField[]): RecordFields {
  const childrenByName = new Map<string, SelectedField[]>();
  for (const field of fields) {
    childrenByName.set(field.name, [...(childrenByName.get(field.name) ?? []), ...field.children]);
  }
  const sorted = [...childrenByName].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    sorted.map(([name, children]) => [name, { name, children: children.length > 0 ? selectRecord(children) : null }]),
  );
}
