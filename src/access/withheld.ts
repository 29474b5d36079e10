import type { Category, WithheldReason } from './vocabulary';

/**
 * No decision about a person, but a fault of the hub: the access log was not told of the field, so that it stays in the
 * house. See `Announced`.
 */
export const NOT_LOGGED = 'NOT_LOGGED';

type ToldReason = WithheldReason | typeof NOT_LOGGED;

/** One line of `extensions.withheld`: how often a field was withheld for one reason. */
export interface WithheldEntry {
  readonly path: string;
  readonly category: Category | null;
  readonly reason: ToldReason;
  count: number;
}

/**
 * Collects what a response withheld. Entries are counted by path pattern, not by row, so the list is bounded by the
 * query's size however many persons the answer has.
 */
export class WithheldList {
  private readonly entries: WithheldEntry[] = [];
  private readonly byPath = new Map<string, WithheldEntry[]>();

  add(path: string, category: Category | null, reason: ToldReason): void {
    let here = this.byPath.get(path);
    if (!here) this.byPath.set(path, (here = []));
    let entry = here.find((one) => one.category === category && one.reason === reason);
    if (!entry) {
      entry = { path, category, reason, count: 0 };
      here.push(entry);
      this.entries.push(entry);
    }
    entry.count += 1;
  }

  list(): readonly WithheldEntry[] {
    return this.entries;
  }
}
