import { createHash } from 'node:crypto';

/** The id of person number `i`, as the SQL of `expressions.ts` makes it. */
export function idOf(i: number): string {
  const hex = createHash('md5').update(`person-${i}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}

/** Whether the jobcenter knows person number `i`, by a link or by an active consent. */
function isKnownToJobcenter(i: number): boolean {
  const isLinked = (Math.floor(i / 8) + 1) % 4 < Math.min(4, 1 + (i % 8));
  return isLinked || i % 10 < 7;
}

/** Numbers of persons whom the jobcenter knows, spread over all of them; always the same ones. */
export function knownToJobcenter(persons: number, count: number): number[] {
  const found = new Set<number>();
  const step = Math.max(1, Math.floor(persons / count));
  for (let i = 1; i <= persons && found.size < count; i += step) {
    let candidate = i;
    while (candidate <= persons && !isKnownToJobcenter(candidate)) candidate += 1;
    if (candidate <= persons) found.add(candidate);
  }
  return shuffled([...found]);
}

/** In an order that has nothing to do with the one in the tables, and is the same every time. */
function shuffled(numbers: number[]): number[] {
  const key = (i: number) => createHash('md5').update(`order-${i}`).digest('hex');
  return numbers.map((i) => [key(i), i] as const).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, i]) => i);
}
