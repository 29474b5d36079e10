/** One line of `extensions.incomplete`: a list of which there is more than it shows. */
export interface IncompleteEntry {
  /** Of the list in the answer, as GraphQL errors have it. */
  readonly path: readonly (string | number)[];
  readonly shown: number;
}

/**
 * Collects the lists of a response that end before their end, so that none ends silently. What is withheld is not counted:
 * that a list goes on says only that the caller may see more of it.
 */
export class IncompleteList {
  private readonly entries: IncompleteEntry[] = [];

  add(path: IncompleteEntry['path'], shown: number): void {
    this.entries.push({ path, shown });
  }

  list(): readonly IncompleteEntry[] {
    return this.entries;
  }
}
