import type { GraphQLResolveInfo } from 'graphql';

/** A note with which the person disputes a value (section 84(2) SGB X), as it lies in the record's row. */
export interface DisputeNote {
  /** The request of kind DISPUTE that put it there. */
  readonly id: string;
  /** The field that is disputed; null for the record as a whole. */
  readonly field: string | null;
  readonly note: string;
  /** When it was put there. */
  readonly since: string;
}

/** One note in `extensions.disputed`, with the place of the record in the answer. */
export interface DisputedEntry extends Omit<DisputeNote, 'id'> {
  readonly path: readonly (string | number)[];
}

/**
 * Collects the notes of everything that a response shows, so that a value never travels without them. Bounded by what is
 * shown: a note is there only beside its record.
 */
export class DisputedList {
  private readonly entries: DisputedEntry[] = [];

  /** @param path of the record in the answer */
  add(path: readonly (string | number)[], notes: readonly DisputeNote[]): void {
    for (const { field, note, since } of notes) this.entries.push({ path, field, note, since });
  }

  list(): readonly DisputedEntry[] {
    return this.entries;
  }
}

/** The path of a field in the answer, as GraphQL errors have it. */
export function answerPath(path: GraphQLResolveInfo['path']): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let step: GraphQLResolveInfo['path'] | undefined = path; step; step = step.prev) keys.push(step.key);
  return keys.reverse();
}
