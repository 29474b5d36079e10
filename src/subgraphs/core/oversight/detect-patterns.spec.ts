import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PATTERN_KINDS, type PatternKind, type PatternPolicy } from '../../../access/policy/policy';
import type { Role } from '../../../access/vocabulary';
import { detectPatterns, type DayOfStaff } from './detect-patterns';

const THRESHOLDS = { MANY_PERSONS: 40, WITHOUT_ACTION: 20, SAME_SURNAME: 1, REFUSED_CODES: 5 };
const policy = (thresholds: Partial<Record<PatternKind, number>> = {}): PatternPolicy => ({
  actionWithinDays: 14,
  thresholds: new Map([['counsellor' as Role, { ...THRESHOLDS, ...thresholds }]]),
});
const TODAY = '2026-03-31';
const day = (counts: DayOfStaff['counts'], more: Partial<DayOfStaff> = {}): DayOfStaff => ({
  actor: 'staff-0001',
  role: 'counsellor',
  day: '2026-03-01',
  counts,
  ...more,
});
const kinds = (found: DayOfStaff, by = policy(), today = TODAY) =>
  detectPatterns(by, [found], today).map(({ kind }) => kind);

describe('a day of a member of staff', () => {
  it.each(PATTERN_KINDS)('is unusual from the threshold on, not below: %s', (kind) => {
    expect(kinds(day({ [kind]: THRESHOLDS[kind] - 1 }))).toEqual([]);
    expect(kinds(day({ [kind]: THRESHOLDS[kind] }))).toEqual([kind]);
    expect(detectPatterns(policy(), [day({ [kind]: 99 })], TODAY)).toEqual([
      { actor: 'staff-0001', role: 'counsellor', day: '2026-03-01', kind, count: 99, threshold: THRESHOLDS[kind] },
    ]);
  });

  it.each(PATTERN_KINDS)('is not looked at for %s where the policy says 0', (kind) => {
    expect(kinds(day({ [kind]: 1_000 }), policy({ [kind]: 0 }))).toEqual([]);
  });

  it('is not looked at in a role that the policy does not name', () => {
    expect(kinds(day({ MANY_PERSONS: 1_000 }, { role: 'planner' }))).toEqual([]);
  });

  it('is not reproached with what may still be done', () => {
    const looked = { WITHOUT_ACTION: 30 };
    expect(kinds(day(looked, { day: '2026-03-17' }))).toEqual([]);
    expect(kinds(day(looked, { day: '2026-03-16' }))).toEqual(['WITHOUT_ACTION']);
  });

  it('never leads to more than one finding of a kind, and to none without a count', () => {
    const counts = fc.record(Object.fromEntries(PATTERN_KINDS.map((kind) => [kind, fc.nat(100)])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(counts, (found) => {
        const seen = kinds(day(found));
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.every((kind) => (found[kind] ?? 0) >= THRESHOLDS[kind])).toBe(true);
      }),
    );
  });
});
