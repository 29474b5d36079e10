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
  private readonly entries = new Map<string, WithheldEntry>();

  add(path: string, category: Category | null, reason: WithheldReason): void {
    const key = `${path} ${category} ${reason}`;
    const entry = this.entries.get(key);
    if (entry) entry.count += 1;
    else this.entries.set(key, { path, category, reason, count: 1 });
  }

  list(): readonly WithheldEntry[] {
    return [...this.entries.values()];
  }
}
