/**
 * Periods of time and what becomes of them: the algebra that the registry's history and decisions rest on. A period is
 * half-open, [from, until): it holds at its first moment and no longer at its last, so that two that meet neither overlap
 * nor leave a gap.
 */

/** In milliseconds since 1970; either end may be infinite. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/** Sorted, without overlap, none empty, none touching the next: equal sets of moments are equal lists. */
export type Periods = readonly Period[];

/** No moment at all. */
export const NEVER: Periods = Object.freeze([]);

/** Every moment. */
export const ALWAYS: Periods = Object.freeze([Object.freeze({ from: -Infinity, until: Infinity })]);

/** A period as a set of moments; empty where it ends before it begins or where an end is no number. */
export function periodOf(from: number, until: number): Periods {
  return from < until ? [{ from, until }] : NEVER;
}

/** Every moment of any of these periods, in whatever order and however they overlap. */
export function union(...sets: readonly Periods[]): Periods {
  const sorted = sets
    .flat()
    .filter(({ from, until }) => from < until)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const merged: Period[] = [];
  for (const period of sorted) {
    const last = merged.at(-1);
    if (last === undefined || period.from > last.until) merged.push({ from: period.from, until: period.until });
    else if (period.until > last.until) merged[merged.length - 1] = { from: last.from, until: period.until };
  }
  return merged;
}

/** The moments that lie in both. */
export function intersection(a: Periods, b: Periods): Periods {
  return union(a.flatMap((one) => b.flatMap((other) => overlap(one, other))));
}

/** The moments of `a` that do not lie in `b`: a permit minus a denial. */
export function subtract(a: Periods, b: Periods): Periods {
  return b.reduce<Periods>(
    (left, { from, until }) =>
      from < until
        ? left.flatMap((period) => [
            ...periodOf(period.from, Math.min(period.until, from)),
            ...periodOf(Math.max(period.from, until), period.until),
          ])
        : left,
    union(a),
  );
}

/** Whether the moment lies in one of the periods. A moment that is no number lies in none. */
export function includes(periods: Periods, moment: number): boolean {
  return periods.some(({ from, until }) => from <= moment && moment < until);
}

function overlap(a: Period, b: Period): Periods {
  return periodOf(Math.max(a.from, b.from), Math.min(a.until, b.until));
}
