import type { RecordAccess } from '../../../src/access/record-access.type';
import type { RecordDeclaration } from '../../../src/records/declaration';
import type { PersonDecisions } from './person-decisions';
import type { Row } from './rows';

type Path = readonly (string | number)[];

/** How a document of one field reaches what has the field. */
export interface Way {
  /** The document, around the field. */
  document(field: string): string;
  /** Where the thing lies in the answer. */
  place(data: unknown): Path;
  /** Among how many things of its kind the answer has it. */
  among(data: unknown): number;
}

/** A person in the answer of the reference. */
export class PersonNode {
  constructor(
    readonly id: string,
    readonly way: Way,
    readonly decisions: PersonDecisions,
  ) {}
}

/** A record that may be seen, or one of the reference data. */
export class RecordNode {
  constructor(
    readonly declaration: RecordDeclaration,
    readonly row: Row,
    /** Null for reference data. */
    readonly access: RecordAccess | null,
    readonly way: Way | null,
  ) {}
}

export function direct(document: (field: string) => string, path: Path): Way {
  return { document, place: () => path, among: () => 1 };
}

/** One of a list, found again by its id. */
export function byId(document: (fields: string) => string, list: Path, id: string): Way {
  const items = (data: unknown) => [valueAt(data, list)].flat() as { readonly id: string }[];
  return {
    document: (field) => document(`id ${field}`),
    place(data) {
      const found = valueAt(data, list);
      return Array.isArray(found) ? [...list, items(data).findIndex((item) => item.id === id)] : list;
    },
    among: (data) => items(data).length,
  };
}

export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | null)?.[key], data);
}
