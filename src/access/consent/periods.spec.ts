import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALWAYS, includes, intersection, NEVER, periodOf, subtract, union, type Periods } from './periods';

// Few moments, so that periods often meet, touch, contain and miss one another; some end before they begin.
const MOMENTS = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const moment = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 8 }) }, fc.constantFrom(-Infinity, Infinity));
const raw = fc.array(fc.record({ from: moment, until: moment }), { maxLength: 6 });

/** The plainest meaning of a set of moments: those that lie in it. */
const members = (periods: Periods): number[] => MOMENTS.filter((each) => includes(periods, each));
const both = (a: number[], b: number[]): number[] => a.filter((each) => b.includes(each));
const without = (a: number[], b: number[]): number[] => a.filter((each) => !b.includes(each));

function expectNormal(periods: Periods): void {
  periods.forEach(({ from, until }, index) => {
    expect(from).toBeLessThan(until);
    if (index > 0) expect(from).toBeGreaterThan(periods[index - 1]!.until);
  });
}

describe('periods', () => {
  it('hold at their first moment and no longer at their last', () => {
    expect(members(periodOf(2, 4))).toEqual([2, 3]);
    expect([periodOf(4, 4), periodOf(4, 2), periodOf(NaN, 4), periodOf(2, NaN)]).toEqual([NEVER, NEVER, NEVER, NEVER]);
    expect(includes(ALWAYS, NaN)).toBe(false);
  });

  it('become one where they meet, and stay two where a moment is missing', () => {
    expect(union(periodOf(1, 3), periodOf(3, 5))).toEqual(periodOf(1, 5));
    expect(union(periodOf(1, 3), periodOf(4, 5))).toHaveLength(2);
  });

  it('leave what came before and after when something is taken out of the middle', () => {
    expect(subtract(periodOf(1, 9), periodOf(3, 5))).toEqual([
      { from: 1, until: 3 },
      { from: 5, until: 9 },
    ]);
  });
});

describe('any periods', () => {
  it('have as union, intersection and difference exactly the moments that those words mean', () => {
    fc.assert(
      fc.property(raw, raw, (a, b) => {
        expect(members(union(a, b))).toEqual([...new Set([...members(a), ...members(b)])].sort((x, y) => x - y));
        expect(members(intersection(a, b))).toEqual(both(members(a), members(b)));
        expect(members(subtract(a, b))).toEqual(without(members(a), members(b)));
      }),
    );
  });

  it('are sorted, apart and never empty after each operation, so that equal sets are equal lists', () => {
    fc.assert(
      fc.property(raw, raw, (a, b) => {
        for (const result of [union(a, b), intersection(a, b), subtract(a, b)]) expectNormal(result);
        expect(union(a, b)).toEqual(union(b, a));
        expect(intersection(a, b)).toEqual(intersection(b, a));
        expect(union(a, a)).toEqual(union(a));
      }),
    );
  });

  it('are put together again from what is taken out of them and what is left', () => {
    fc.assert(
      fc.property(raw, raw, (a, b) => {
        expect(union(subtract(a, b), intersection(a, b))).toEqual(union(a));
        expect(intersection(subtract(a, b), b)).toEqual(NEVER);
      }),
    );
  });

  it('lose the same to several denials in whatever order, and to their union', () => {
    fc.assert(
      fc.property(raw, raw, raw, (permit, one, other) => {
        const left = subtract(subtract(permit, one), other);
        expect(left).toEqual(subtract(subtract(permit, other), one));
        expect(left).toEqual(subtract(permit, union(one, other)));
      }),
    );
  });

  it('never gain a moment from a denial: a permit minus a denial lies in the permit', () => {
    fc.assert(
      fc.property(raw, raw, (permit, denial) => {
        expect(intersection(subtract(permit, denial), permit)).toEqual(subtract(permit, denial));
      }),
    );
  });

  it('have neutral ends: everything minus nothing, nothing with anything', () => {
    fc.assert(
      fc.property(raw, (a) => {
        expect(subtract(a, NEVER)).toEqual(union(a));
        expect(subtract(a, ALWAYS)).toEqual(NEVER);
        expect(intersection(a, ALWAYS)).toEqual(union(a));
        expect(union(a, NEVER)).toEqual(union(a));
      }),
    );
  });
});
