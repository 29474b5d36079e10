import type { Category, WithheldReason } from './vocabulary';

/** One line of `extensions.withheld`: how often a field was withheld for one reason. */
export interface WithheldEntry {
  readonly path: string;
  readonly category: Category | null;
  readonly reason: WithheldReason;
  count: number;
}

/**
 * Collects what a response withheld. Entries are counted by path pattern, not by row, so the list is bounded by the
 * query's size however many persons the answer has.
 */
export class WithheldList {
  private readonly entries: WithheldEntry[] = [];
  private readonly byPath = new Map<string, WithheldEntry[]>();

  add(path: string, category: Category | null, reason: WithheldReason): void {
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
