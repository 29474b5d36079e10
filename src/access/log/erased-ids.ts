/** Numbers from the first one on, up to and without the second. */
export type IdRange = readonly [from: bigint, until: bigint];

/** Reads a multirange as PostgreSQL writes it: `{[1,5),[7,8)}`. What has another form holds nothing. */
export function erasedRanges(multirange: string): IdRange[] {
  return [...multirange.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, until]) => [BigInt(from!), BigInt(until!)]);
}

export function isErased(id: bigint, ranges: readonly IdRange[]): boolean {
  return ranges.some(([from, until]) => id >= from && id < until);
}
